import { bug } from '../bug.ts'

/** OpenSSL's name of the group, where IANA has secp256r1. */
export const writesLibraryGroup = bug({
  name: 'writes-library-group',
  violates: ['rfc8314-4.3-4'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        return { ...super.tlsOptions(), ecdhCurve: 'P-256' }
      }
      override tlsClause() {
        return [...super.tlsClause(), 'group prime256v1']
      }
    },
})
