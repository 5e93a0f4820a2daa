import { bug } from '../bug.ts'

/** Registered, but not what was negotiated: Exim 4.96 with GnuTLS does so under TLS 1.3. */
export const namesTls13SuitesWrongly = bug({
  name: 'names-tls-1-3-suites-wrongly',
  violates: ['rfc8314-4.3-2'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return super.tlsClause().map((clause) => clause.replace('TLS_AES', 'TLS_ECDHE_RSA_WITH_AES'))
      }
    },
})
