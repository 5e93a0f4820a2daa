import { bug } from '../bug.ts'

/** Section 4: putting off for ever is requiring, too. */
export const mxDefersWithoutTls = bug({
  name: 'mx-defers-without-tls',
  violates: ['rfc3207-4-1'],
  setUp: 'public-mx',
  patch: (Base) =>
    class extends Base {
      override rcpt(argument: string) {
        return this.tls ? super.rcpt(argument) : '450 4.7.1 Session encryption is required'
      }
    },
})
