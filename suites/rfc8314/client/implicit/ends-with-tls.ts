import { endsWithTls } from '../../../upgrade/ends-with-tls.ts'
import { clientCheck } from '../../../visit/client-check.ts'

export const endsSessionWithImplicitTls = clientCheck({
  id: 'rfc8314/client/ends-with-tls',
  roles: ['mua'],
  ports: 'implicit-tls',
  decides: {
    pop3s: ['rfc8314-3.1-lc2'],
    imaps: ['rfc8314-3.2-lc2'],
    submissions: ['rfc8314-3.3-lc2'],
  },
  purpose: 'when the server ends TLS in mid-session, no command follows in cleartext',
  run: endsWithTls,
})
