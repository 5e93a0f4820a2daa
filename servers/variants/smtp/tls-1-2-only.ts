import type { Peer } from '../../../harness/peer.ts'
import type { Settings } from '../../reference/settings.ts'
import { variant } from '../../bugs/bug.ts'

/** Has nothing newer. */
export const tls12Only = variant({
  name: 'tls-1-2-only',
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        super(peer, { ...settings, tls: { ...settings.tls, maxVersion: 'TLSv1.2' } })
      }
    },
})
