import { bug } from '../bug.ts'

/** Section 4: every command but four. */
export const refusesOnlyMail = bug({
  name: 'refuses-only-mail',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return command === 'MAIL' || this.tls ? super.policy(command) : undefined
      }
    },
})
