import { bug } from '../bug.ts'

/** The cipher stands in a comment, where no program looks for it. */
export const withoutTlsClause = bug({
  name: 'without-tls-clause',
  violates: ['rfc8314-4.3-1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return [`(cipher ${this.peer.tls?.suite})`]
      }
    },
})
