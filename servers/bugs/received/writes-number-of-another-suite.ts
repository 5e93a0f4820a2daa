import { bug } from '../bug.ts'

/** 0x1301 whatever was negotiated. */
export const writesNumberOfAnotherSuite = bug({
  name: 'writes-number-of-another-suite',
  violates: ['rfc8314-4.3-3'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return super.tlsClause().map(() => 'tls 0xC02F')
      }
    },
})
