import { bugFamily, type CommonPatch, starttlsPorts } from '../family.ts'

/** Lets EXTERNAL in where this holds, besides where it should. */
const lettingIn =
  (holds: (hasCertificate: boolean, accepted: boolean, authorize: string) => boolean): CommonPatch =>
  (Base) =>
    class extends Base {
      override mechanisms() {
        const mechanisms = super.mechanisms()
        return this.tls && !mechanisms.includes('EXTERNAL') ? [...mechanisms, 'EXTERNAL'] : mechanisms
      }
      override external(authorize: string) {
        const { account, certifiedName } = this.settings
        const hasCertificate = this.peer.tls?.peerCertificate !== undefined
        const letsIn = holds(hasCertificate, this.certifiedName() === certifiedName, authorize)
        return letsIn ? account.user : super.external(authorize)
      }
    }

const common = { endpoints: starttlsPorts, setUp: 'client-certificates' } as const

/** RFC 4422, appendix A.1: it fails without credentials established by external means. */
export const letsExternalInWithoutCertificate = bugFamily({
  ...common,
  name: 'lets-external-in-without-certificate',
  violates: ['imp-rfc4422-A-d2'],
  patch: lettingIn((hasCertificate) => !hasCertificate),
})

/** RFC 4422, appendix A.1: it fails where no identity goes with the credentials. */
export const letsExternalInWithAnyCertificate = bugFamily({
  ...common,
  name: 'lets-external-in-with-any-certificate',
  violates: ['imp-rfc4422-A-d4'],
  patch: lettingIn((hasCertificate, _accepted, authorize) => hasCertificate && authorize === ''),
})

/** RFC 4422, appendix A.1: it fails for an identity that the client may not act as. */
export const letsExternalInAsAnybody = bugFamily({
  ...common,
  name: 'lets-external-in-as-anybody',
  violates: ['imp-rfc4422-A-d3'],
  patch: lettingIn((_hasCertificate, accepted) => accepted),
})
