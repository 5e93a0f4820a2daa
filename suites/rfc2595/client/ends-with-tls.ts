import { endsWithTls } from '../../upgrade/ends-with-tls.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const endsSessionWithTlsInMailAccess = clientCheck({
  id: 'rfc2595/client/ends-with-tls',
  roles: ['mua'],
  languages: ['imap', 'pop3'],
  decides: ['imp-rfc2595-2.2-1'],
  purpose: 'when the server ends TLS in mid-session, no command follows in cleartext',
  run: endsWithTls,
})
