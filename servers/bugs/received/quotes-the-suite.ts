import { bug } from '../bug.ts'

/** The grammar has no quotes, and with them it is not the registered name either. */
export const quotesTheSuite = bug({
  name: 'quotes-the-suite',
  violates: ['rfc8314-4.3-2', 'rfc8314-4.3-lc1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return super.tlsClause().map((clause) => clause.replace(/ (.*)/, ' "$1"'))
      }
    },
})
