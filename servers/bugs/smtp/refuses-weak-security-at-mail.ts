import { bug } from '../bug.ts'

/** Section 4.1: 554 to every command. */
export const refusesWeakSecurityAtMail = bug({
  name: 'refuses-weak-security-at-mail',
  violates: ['rfc3207-4.1-3'],
  setUp: 'certificate-required',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return this.tls && command !== 'MAIL' ? undefined : super.policy(command)
      }
    },
})
