import { bug } from '../bug.ts'

/** Section 6: TLS when possible means that it works. */
export const knowsOnlyNever = bug({
  name: 'knows-only-never',
  violates: ['rfc3207-6-2'],
  setUp: 'cleartext-auth',
  endpoint: 'submission',
  // mail without a login cannot be told from mail with one
  hides: true,
  patch: (Base) =>
    class extends Base {
      override mail(argument: string) {
        return this.tls ? '554 5.7.0 Not inside TLS' : super.mail(argument)
      }
    },
})
