import { bug } from '../bug.ts'

/** Section 4.1: a certificate that anybody can make achieves nothing. */
export const trustsAnyCertificate = bug({
  name: 'trusts-any-certificate',
  violates: ['rfc3207-4.1-1'],
  setUp: 'certificate-required',
  patch: (Base) =>
    class extends Base {
      override secureEnough() {
        return this.peer.tls?.peerCertificate !== undefined
      }
    },
})
