import { bug } from '../bug.ts'

/** Section 4: the code is 530. */
export const refusesWith550 = bug({
  name: 'refuses-with-550',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return super.policy(command)?.replace(/^530 5.7.0/, '550 5.7.1')
      }
    },
})
