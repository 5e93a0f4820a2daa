import type { Peer } from '../../../harness/peer.ts'
import type { Settings } from '../../reference/settings.ts'
import { variant } from '../../bugs/bug.ts'

/** RFC 3207 asks for no version; RFC 8996 does not bind relays here. */
export const takesOldTls = variant({
  name: 'takes-old-tls',
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
        super(peer, { ...settings, tls: { ...settings.tls, ...old } })
      }
    },
})
