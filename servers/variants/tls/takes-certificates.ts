import type { Peer } from '../../../harness/peer.ts'
import type { Settings } from '../../reference/settings.ts'
import { implicitTlsPorts, variantFamily } from '../../bugs/family.ts'

/** RFC 8314, section 4.2: asks for client certificates, and takes them. */
export const takesCertificatesVariants = variantFamily({
  name: 'takes-certificates',
  endpoints: implicitTlsPorts,
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        const tls = { ...settings.tls, requestCert: true, ca: settings.clientAuthority }
        super(peer, { ...settings, tls, clientCertificates: 'accepted' })
      }
    },
})
