import { bug } from '../bug.ts'

/** Section 3; RFC 8314, section 4 names this very case. */
export const offersWithoutCertificate = bug({
  name: 'offers-without-certificate',
  violates: ['rfc3207-3-lc1'],
  setUp: 'no-certificate',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return !this.tls
      }
    },
})
