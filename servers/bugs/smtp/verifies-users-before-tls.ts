import { bug } from '../bug.ts'

/** Section 4: every command but four; this one gives users away, too. */
export const verifiesUsersBeforeTls = bug({
  name: 'verifies-users-before-tls',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        return line.startsWith('VRFY') && !this.tls ? `250 2.1.5 <${this.settings.mailbox}>` : super.answer(line)
      }
    },
})
