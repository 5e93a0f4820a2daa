import { bug } from '../bug.ts'

/** Nobody has registered a clause "cipher". */
export const writesUnregisteredClause = bug({
  name: 'writes-unregistered-clause',
  violates: ['imp-rfc5321-4.4-30'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return [...super.tlsClause(), 'cipher 128']
      }
    },
})
