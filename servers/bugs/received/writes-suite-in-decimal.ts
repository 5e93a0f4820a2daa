import { bug } from '../bug.ts'

/** Neither the name nor four hexadecimal digits. */
export const writesSuiteInDecimal = bug({
  name: 'writes-suite-in-decimal',
  violates: ['rfc8314-4.3-2', 'rfc8314-4.3-3', 'rfc8314-4.3-lc1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override tlsClause() {
        return super.tlsClause().map(() => 'tls 0x49195')
      }
    },
})
