import { foreignRecipient, sender } from '../../mail.ts'
import type { SmtpContext } from '../../../harness/check.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { check } from '../../check.ts'
import { endOfSession } from '../../end-of-session.ts'
import { patiently } from '../../temporary.ts'

export const authenticationForgotten = check({
  id: 'rfc3207/server/authentication-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  orDefault: true,
  harms: ['cleartext-password', 'relay-attempt'],
  connections: 4,
  purpose: 'a login from before TLS does not count inside it',
  async precondition({ connect, notApplicable }) {
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('AUTH'))
      notApplicable('AUTH is not offered before TLS: there is no login to forget')
    smtp.close()
  },
  async run(context) {
    const { expect, seen, notApplicable } = context
    const without = await relayWithoutLogin(context)
    const control = await insideTls(context)
    const login = await control.authenticate(context.account())
    const afterwards = login.class === 2 ? await relay(control, context) : undefined
    const second =
      without.rcpt?.accepted && afterwards
        ? await control.authenticate(context.account()).catch(endOfSession)
        : undefined
    control.close()
    const smtp = await loggedInBeforeTls(context)
    if (typeof smtp === 'string') return seen(smtp)
    await smtp.ehlo()
    const kept = await relay(smtp, context)
    const deferred = [without, kept, afterwards].every((each) => each?.mail.class === 4)
    if (!deferred) await judge({ without, kept, afterwards }, context)
    const other = await loggedInBeforeTls(context)
    if (typeof other === 'string') return seen(other)
    await other.ehlo()
    const again = await other.authenticate(context.account())
    expect(again.code !== 503 || login.class !== 2, `a login inside TLS is refused as a second one: "${again}"`)
    if (deferred) notApplicable(`MAIL is put off, with a login or without: "${kept.mail}"`)
    if (without.rcpt?.accepted) await judgeAgain(again, second, context)
  },
})

interface Relay {
  mail: SmtpReply
  rcpt?: SmtpReply
}

/** Inside TLS: what is let through without a login, after one from before TLS, and after one there where that can be had. */
interface Seen {
  without: Relay
  kept: Relay
  afterwards?: Relay
}

/** Holds what was let through against what is refused without a login, and for want of it. */
async function judge({ without, kept, afterwards }: Seen, context: SmtpContext): Promise<void> {
  const { expect, inconclusive } = context
  const { mail } = without
  const opens = mail.class === 5 && afterwards?.mail.accepted
  // 530 asks for a login (RFC 4954, section 6); other refusals may have other reasons
  const asks = mail.code === 530 && (kept.mail.accepted || kept.mail.code === 530)
  if (!mail.accepted && !opens && !asks) {
    const behindLogin = afterwards?.mail ?? 'no login there'
    inconclusive('control-failed', `MAIL draws "${mail}" without a login, and after one inside TLS "${behindLogin}"`)
  }
  // a recipient that is refused to everybody shows nothing
  const rcpt = [kept, afterwards].some((each) => each?.rcpt?.accepted) || without.rcpt?.code === 530
  if (mail.accepted && !without.rcpt?.accepted && !rcpt)
    inconclusive('control-failed', `RCPT draws "${without.rcpt}" without a login, and no login is known to help`)
  for (const command of ['mail', 'rcpt'] as const) {
    const [reply, due] = [kept[command], without[command]]
    if (!reply?.accepted || !due || due.accepted) continue
    const repeated = (await relayWithoutLogin(context))[command]
    if (due.class !== 5 || repeated?.class !== 5)
      inconclusive('control-failed', `without a login, "${due}" and then "${repeated}" came: no refusal for good`)
    expect(false, `the login from before TLS still counts: "${reply}", without it "${due}"`)
  }
}

/** Where mail needs no login, a login shows only in that another one is refused: that is so where a second one inside TLS is. */
async function judgeAgain(again: SmtpReply, second: SmtpReply | undefined, context: SmtpContext): Promise<void> {
  const { expect, notApplicable, inconclusive } = context
  if (!second) return notApplicable('mail is taken without a login, so none can be missed')
  if (second.class !== 5)
    return notApplicable(
      `mail is taken without a login, and a second AUTH draws "${second}", so a login cannot be seen`,
    )
  if (again.class === 2) return
  // it may be refused for another reason, such as too many logins
  const first = await (await insideTls(context)).authenticate(context.account())
  const asSecond = again.code === second.code && first.class === 2
  expect(!asSecond, `a login inside TLS is refused as a second one: "${again}", a first one draws "${first}"`)
  inconclusive(
    'control-failed',
    `a login inside TLS draws "${again}", a second one "${second}", a first one "${first}"`,
  )
}

async function insideTls({ connect }: SmtpContext): Promise<SmtpClient> {
  const smtp = await connect()
  await smtp.startTls()
  await smtp.ehlo()
  return smtp
}

/** A connection with a login before TLS, and TLS; or how the server declines to start TLS then. */
async function loggedInBeforeTls({ connect, logIn }: SmtpContext): Promise<SmtpClient | string> {
  const smtp = await connect()
  await smtp.ehlo()
  await logIn(smtp)
  const goAhead = await smtp.command('STARTTLS')
  if (goAhead.code !== 220) return `STARTTLS is refused after a login (${goAhead.code})`
  return (await smtp.handshake()).ok ? smtp : 'the handshake fails after a login'
}

async function relayWithoutLogin(context: SmtpContext): Promise<Relay> {
  const smtp = await insideTls(context)
  const relayed = await relay(smtp, context)
  smtp.close()
  return relayed
}

/** What only a user who is logged in may do: mail, or mail to another domain. Stops after RCPT, clears the transaction. */
async function relay(smtp: SmtpClient, context: SmtpContext): Promise<Relay> {
  const ask = () => smtp.command(`MAIL FROM:<${sender(context)}>`)
  const mail = await patiently(context, ask, (reply) => reply)
  const rcpt = mail.accepted ? await smtp.command(`RCPT TO:<${foreignRecipient}>`) : undefined
  await smtp.command('RSET')
  return { mail, ...(rcpt && { rcpt }) }
}
