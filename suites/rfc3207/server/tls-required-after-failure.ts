import { saidTo } from '../../failed-handshake.ts'
import { dialectOf } from '../../injection/injection.ts'
import { answersIn } from '../../injection/observe.ts'
import { sender } from '../../mail.ts'
import type { SmtpContext } from '../../../harness/check.ts'
import { check } from '../../check.ts'

/** ms between what is no handshake and the commands behind it: sent at once, both may be taken for the handshake. */
const distances = [5, 50, 200]

export const tlsRequiredAfterFailure = check({
  id: 'rfc3207/server/tls-required-after-failure',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4-2'],
  setUp: 'tls-required',
  purpose: 'where TLS is required, a handshake that failed does not stand for it',
  async run(context) {
    for (const ms of distances) context.seen(await afterFailure(context, ms))
  },
})

/** What becomes of MAIL and AUTH in cleartext behind a handshake that failed. */
async function afterFailure(context: SmtpContext, ms: number): Promise<string> {
  const { connect, expect, inconclusive } = context
  const smtp = await connect()
  const { texts } = await smtp.ehloWithStartTls()
  // then a reply of one line to EHLO could not be told from one to MAIL
  if (texts.length === 1) inconclusive('answers-alike', 'EHLO draws a single line')
  const goAhead = await smtp.askForTls()
  if (goAhead.code !== 220) inconclusive('starttls-refused', `STARTTLS was refused: "${goAhead}"`)
  smtp.send('this is no ClientHello at all\r\n')
  await smtp.peer.pause(ms)
  // no password: the exchange is cancelled, whether it has begun or not
  const lines = [`EHLO ${smtp.name}`, `MAIL FROM:<${sender(context)}>`, 'AUTH PLAIN', '*', '']
  const replies = await answersIn(await saidTo(smtp, lines.join('\r\n')), dialectOf(context.protocol))
  const list = replies.findIndex(({ shape }) => shape === '250-')
  const taken = list < 0 ? undefined : replies.slice(list).find(({ shape }) => shape === '250' || shape === '334')
  expect(!taken, `behind a handshake that failed a command is taken in cleartext: "${taken}"`)
  return list < 0 ? 'serves nothing' : 'refuses MAIL and AUTH'
}
