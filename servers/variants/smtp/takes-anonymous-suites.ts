import type { Peer } from '../../../harness/peer.ts'
import type { Settings } from '../../reference/settings.ts'
import { variant } from '../../bugs/bug.ts'

/** Section 4.1: both sides may go on without authentication. */
export const takesAnonymousSuites = variant({
  name: 'takes-anonymous-suites',
  patch: (Base) =>
    class extends Base {
      constructor(peer: Peer, settings: Settings) {
        super(peer, { ...settings, tls: { ...settings.tls, ciphers: 'ALL:@SECLEVEL=0' } })
      }
    },
})
