import type { Context } from '../../../harness/check.ts'
import type { Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { logInPatiently } from '../../../harness/dialogue/temporary.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { isDecision } from '../../../harness/verdict.ts'
import { check } from '../../check.ts'
import { throwIfTemporary } from '../../temporary.ts'
import { look } from '../mail-access.ts'

export const decidesAfterHandshake = check({
  id: 'rfc2595/server/decides-after-handshake',
  roles: ['imap-server', 'pop3-server'],
  decides: ['imp-rfc2595-2.5-1'],
  setUp: 'certificate-required',
  purpose: 'a client without the certificate that the server demands is not served',
  async run(context) {
    const { connect, expect, inconclusive, clientCertificate, seen } = context
    const certified = await connect()
    await certified.startTls(clientCertificate())
    const control = await serve(certified, context)
    if (control !== 'served') inconclusive('control-failed', `a client with the certificate is not served: ${control}`)
    for (const stranger of [undefined, clientCertificate('foreign')]) {
      const dialogue = await connect()
      await dialogue.requestTls()
      const handshake = await dialogue.handshake(stranger)
      const outcome = handshake.ok ? await serve(dialogue, context) : handshake.text
      seen(outcome)
      expect(
        outcome !== 'served',
        `the mailbox is opened to a client with ${stranger ? 'a foreign' : 'no'} certificate`,
      )
    }
  },
})

/** Logs in and looks into the mailbox: 'served', or how that was turned down. */
async function serve(dialogue: Dialogue, { account }: Pick<Context, 'account'>): Promise<string> {
  const credentials = account()
  try {
    const login = await logInPatiently(dialogue, credentials)
    throwIfTemporary(login)
    if (!login.accepted) return 'login refused'
    const answer = await look(dialogue)
    dialogue.close()
    return answer.accepted ? 'served' : 'mailbox refused'
  } catch (error) {
    if (isDecision(error) && error.reason.code !== 'temporary-refusal') return error.message
    if (isMailtlsError(error, 'ended', 'closing')) return 'closed'
    throw error
  }
}
