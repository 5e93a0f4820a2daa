import type { Peer } from '../../../harness/peer.ts'
import { variant } from '../../bugs/bug.ts'
import type { Settings } from '../../reference/settings.ts'

/** RFC 8314, section 4.2: the certificate is all that IMAP asks for: PREAUTH, and no EXTERNAL. */
export const greetsTheCertified = variant({
  name: 'greets-the-certified-on-imaps',
  endpoint: 'imaps',
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        const tls = { ...settings.tls, requestCert: true, ca: settings.clientAuthority }
        super(peer, { ...settings, tls, clientCertificates: 'accepted' })
      }
      override greeting() {
        if (this.certifiedName() === undefined) return super.greeting()
        this.loggedIn('*', this.settings.account.user)
        return super.greeting().replace('* OK', '* PREAUTH')
      }
    },
})
