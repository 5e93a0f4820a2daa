import { isMailtlsError } from '../../../harness/errors.ts'
import { offerMail } from '../../mail.ts'
import { check } from '../../check.ts'

export const refusesByIdentity = check({
  id: 'rfc3207/server/refuses-by-identity',
  roles: ['smtp-server', 'submission-server'],
  records: ['rfc3207-4-lc3', 'rfc3207-4-lc4', 'rfc3207-4.1-lc3'],
  setUp: 'client-certificates',
  purpose: 'whether mail is taken from a client whose certificate the server does not know',
  async run(context) {
    const { connect, clientCertificate, seen } = context
    const smtp = await connect()
    await smtp.requestTls()
    const handshake = await smtp.handshake(clientCertificate('foreign'))
    if (!handshake.ok) return seen('refused in the handshake')
    try {
      const refusal = await offerMail(smtp, context)
      seen(refusal ? `refused (${refusal.code})` : 'taken')
    } catch (error) {
      // some look at the certificate when the handshake is over, and hang up
      if (!isMailtlsError(error, 'ended', 'closing')) throw error
      seen('closed after the handshake')
    }
    smtp.close()
  },
})
