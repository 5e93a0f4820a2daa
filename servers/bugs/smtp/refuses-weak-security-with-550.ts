import { bug } from '../bug.ts'

/** Section 4.1: the code is 554. */
export const refusesWeakSecurityWith550 = bug({
  name: 'refuses-weak-security-with-550',
  violates: ['rfc3207-4.1-3'],
  setUp: 'certificate-required',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return super.policy(command)?.replace(/^554/, '550')
      }
    },
})
