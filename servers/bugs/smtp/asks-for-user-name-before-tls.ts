import { bug } from '../bug.ts'

/** Section 4: of all mechanisms PLAIN alone is refused before TLS. */
export const asksForUserNameBeforeTls = bug({
  name: 'asks-for-user-name-before-tls',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        return line === 'AUTH LOGIN' && !this.tls ? '334 VXNlcm5hbWU6' : super.answer(line)
      }
    },
})
