import { bug } from '../bug.ts'

/** Section 6: TLS when possible, as an option. */
export const knowsOnlyAlways = bug({
  name: 'knows-only-always',
  violates: ['rfc3207-6-2'],
  setUp: 'cleartext-auth',
  hides: true,
  patch: (Base) =>
    class extends Base {
      override mustStartTls() {
        return !this.tls
      }
    },
})
