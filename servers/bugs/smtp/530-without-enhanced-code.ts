import { bug } from '../bug.ts'

/** Section 4: the enhanced code is 5.7.0. */
export const with530WithoutEnhancedCode = bug({
  name: '530-without-enhanced-code',
  violates: ['rfc3207-4-3'],
  setUp: 'tls-required',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return super.policy(command)?.replace('530 5.7.0', '530')
      }
    },
})
