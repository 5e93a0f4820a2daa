import { bug } from '../bug.ts'

/** Section 4: AUTH before TLS is let through, and asks for the password. */
export const asksForLoginBeforeTls = bug({
  name: 'asks-for-login-before-tls',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return command === 'AUTH' && !this.tls ? undefined : super.policy(command)
      }
      override mechanisms() {
        return ['PLAIN']
      }
    },
})
