import { bug } from '../bug.ts'

/** A group may stand only directly behind the suite. */
export const groupWithoutSuite = bug({
  name: 'group-without-suite',
  violates: ['rfc8314-4.3-1', 'rfc8314-4.3-lc2'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        return { ...super.tlsOptions(), ecdhCurve: 'P-256' }
      }
      override tlsClause() {
        return ['group secp256r1']
      }
    },
})
