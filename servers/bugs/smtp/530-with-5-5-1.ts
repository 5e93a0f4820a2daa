import { bug } from '../bug.ts'

/** Section 4: the enhanced code is 5.7.0. */
export const with530With551 = bug({
  name: '530-with-5-5-1',
  violates: ['rfc3207-4-3'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return super.policy(command)?.replace('530 5.7.0', '530 5.5.1')
      }
    },
})
