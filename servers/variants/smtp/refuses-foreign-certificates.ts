import { variant } from '../../bugs/bug.ts'

/** Section 4: mail may be refused on the identity that TLS has shown. */
export const refusesForeignCertificates = variant({
  name: 'refuses-foreign-certificates',
  setUps: ['client-certificates'],
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        const foreign = this.peer.tls?.peerCertificate && !this.certifiedName()
        return foreign && line !== 'QUIT' ? '554 5.7.1 Certificate not accepted' : super.answer(line)
      }
    },
})
