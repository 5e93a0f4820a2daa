import { bug } from '../bug.ts'

/** RFC 3848: ESMTPS says that TLS was run. */
export const claimsTlsInCleartext = bug({
  name: 'claims-tls-in-cleartext',
  violates: ['imp-rfc3848-1-d1'],
  endpoint: 'smtp',
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      override protocolName() {
        return 'ESMTPS'
      }
    },
})
