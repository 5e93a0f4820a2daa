import { bug } from '../bug.ts'

/** The same on the submission port, which RFC 8314 binds. */
export const offersWithoutCertificateOnSubmission = bug({
  name: 'offers-without-certificate-on-submission',
  violates: ['rfc3207-3-lc1', 'rfc8314-4-6'],
  setUp: 'no-certificate',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return !this.tls
      }
    },
})
