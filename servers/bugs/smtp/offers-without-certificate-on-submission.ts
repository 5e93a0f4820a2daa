import { bug } from '../bug.ts'

/** The same on the submission port. */
export const offersWithoutCertificateOnSubmission = bug({
  name: 'offers-without-certificate-on-submission',
  violates: ['rfc3207-3-lc1'],
  setUp: 'no-certificate',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return !this.tls
      }
    },
})
