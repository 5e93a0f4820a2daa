import { bug } from '../bug.ts'

/** OpenSSL's own names are not those that IANA has registered. */
export const writesLibraryName = bug({
  name: 'writes-library-name',
  violates: ['rfc8314-4.3-2'],
  endpoint: 'submissions',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return super
          .tlsClause()
          .map((clause) => clause.replace(/TLS_ECDHE_ECDSA_WITH.*|TLS_AES.*/, 'ECDHE_ECDSA_AES128_GCM_SHA256'))
      }
    },
})
