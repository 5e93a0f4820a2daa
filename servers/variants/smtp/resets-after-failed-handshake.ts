import type { TlsOutcome } from '../../../harness/wire/tls-session.ts'
import { variant } from '../../bugs/bug.ts'

/** Ends with RST what ended badly. */
export const resetsAfterFailedHandshake = variant({
  name: 'resets-after-failed-handshake',
  patch: (Base) =>
    class extends Base {
      override handshakeFailed(outcome: TlsOutcome) {
        this.peer.reset()
        return super.handshakeFailed(outcome)
      }
    },
})
