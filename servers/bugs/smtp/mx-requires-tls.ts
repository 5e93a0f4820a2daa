import { bug } from '../bug.ts'

/** Section 4: a publicly referenced server takes local mail without TLS. */
export const mxRequiresTls = bug({
  name: 'mx-requires-tls',
  violates: ['rfc3207-4-1'],
  setUp: 'public-mx',
  patch: (Base) =>
    class extends Base {
      override mustStartTls() {
        return !this.tls
      }
    },
})
