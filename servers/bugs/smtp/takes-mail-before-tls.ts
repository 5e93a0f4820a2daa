import { bug } from '../bug.ts'

/** Section 4: mail is what it is about. */
export const takesMailBeforeTls = bug({
  name: 'takes-mail-before-tls',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return command === 'MAIL' ? undefined : super.policy(command)
      }
    },
})
