import type { Peer } from '../../../harness/peer.ts'
import type { Settings } from '../../reference/settings.ts'
import { variant } from '../../bugs/bug.ts'

/** Takes nothing older. */
export const tls13Only = variant({
  name: 'tls-1-3-only',
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        super(peer, { ...settings, tls: { ...settings.tls, minVersion: 'TLSv1.3' } })
      }
    },
})
