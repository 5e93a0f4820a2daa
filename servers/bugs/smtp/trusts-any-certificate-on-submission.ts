import { bug } from '../bug.ts'

/** The same on the submission port. */
export const trustsAnyCertificateOnSubmission = bug({
  name: 'trusts-any-certificate-on-submission',
  violates: ['rfc3207-4.1-1'],
  setUp: 'certificate-required',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override secureEnough() {
        return this.peer.tls?.peerCertificate !== undefined
      }
    },
})
