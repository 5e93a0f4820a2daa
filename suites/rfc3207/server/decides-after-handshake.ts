import { deliver } from '../../mail.ts'
import type { Context } from '../../../harness/check.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { check } from '../../check.ts'

export const decidesAfterHandshake = check({
  id: 'rfc3207/server/decides-after-handshake',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.1-1'],
  setUp: 'certificate-required',
  connections: 3,
  harms: ['sends-mail'],
  purpose: 'a client without the certificate that the server demands is not served',
  async run(context) {
    const { connect, expect, inconclusive, clientCertificate, seen } = context
    const certified = await connect()
    await certified.startTls(clientCertificate('accepted'))
    const control = await serve(certified, context)
    if (control !== 'served') inconclusive('control-failed', `a client with the certificate is not served: ${control}`)
    for (const stranger of [undefined, clientCertificate('foreign')]) {
      const smtp = await connect()
      await smtp.requestTls()
      const handshake = await smtp.handshake(stranger)
      const answer = handshake.ok ? await serve(smtp, context) : handshake.text
      seen(answer)
      expect(answer !== 'served', `mail is taken from a client with ${stranger ? 'a foreign' : 'no'} certificate`)
    }
  },
})

/** Sends a message as a certified sender would, after a login on submission: 'served', or how it was turned down. */
async function serve(smtp: SmtpClient, context: Context): Promise<string> {
  try {
    const ehlo = await smtp.tryEhlo()
    if (!ehlo.accepted) return `EHLO ${ehlo.code}`
    const refusal = context.role === 'submission-server' ? await smtp.authenticate(context.account()) : undefined
    if (refusal && refusal.class !== 2) return `AUTH ${refusal.code}`
    const reply = await deliver(smtp, context, 'client certificate')
    return reply ? `mail ${reply.code}` : 'served'
  } catch (error) {
    if (isMailtlsError(error, 'ended', 'closing')) return 'closed'
    throw error
  }
}
