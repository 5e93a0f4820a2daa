import { variant } from '../../bugs/bug.ts'

/** The group may follow the suite, with a comment between them. */
export const writesTheGroup = variant({
  name: 'writes-the-group',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        return { ...super.tlsOptions(), ecdhCurve: 'P-256' }
      }
      override tlsClause() {
        return [...super.tlsClause(), '(of the key exchange) group secp256r1']
      }
    },
})
