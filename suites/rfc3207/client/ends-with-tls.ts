import { endsWithTls } from '../../upgrade/ends-with-tls.ts'
import { clientCheck } from '../../visit/client-check.ts'

export const endsSessionWithTls = clientCheck({
  id: 'rfc3207/client/ends-with-tls',
  roles: ['smtp-client', 'mua'],
  languages: ['smtp'],
  decides: ['rfc3207-4.2-5'],
  purpose: 'when the server ends TLS in mid-session, no command follows in cleartext',
  run: endsWithTls,
})
