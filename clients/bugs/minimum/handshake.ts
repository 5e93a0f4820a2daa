import type { TlsFailure } from '../../../harness/wire/tls-session.ts'
import { clientBugFamily, muaPlaces } from '../bug.ts'
import { again } from './again.ts'
import { theMinimum } from './clauses.ts'

/** RFC 8314, section 5.2: what is no handshake gives no leave to go on without one. */
export const takesPlaintextForLeave = clientBugFamily({
  name: 'takes-plaintext-for-leave',
  places: muaPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      override handshakeFailed(failure: TlsFailure) {
        if (failure.by !== 'plaintext') super.handshakeFailed(failure)
      }
    },
})

/** Nor does an end, on the next connection. */
export const comesBackWithoutTls = clientBugFamily({
  name: 'comes-back-without-tls',
  places: muaPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      #cut = false
      override handshakeFailed(failure: TlsFailure) {
        this.#cut = failure.by === 'fin' || failure.by === 'rst'
        super.handshakeFailed(failure)
      }
      override async run() {
        try {
          await super.run()
        } catch (error) {
          if (!this.#cut) throw error
          await again(this, { mode: 'cleartext' })
        }
      }
    },
})

/** Nor does silence. */
export const losesPatienceWithTls = clientBugFamily({
  name: 'loses-patience-with-tls',
  places: muaPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      #late = false
      override async handshake() {
        const giveUp = () => {
          this.#late = true
          this.peer.reset()
        }
        const timer = setTimeout(giveUp, 800)
        return await super.handshake().finally(() => clearTimeout(timer))
      }
      override async run() {
        try {
          await super.run()
        } catch (error) {
          if (!this.#late) throw error
          await again(this, { mode: 'cleartext' })
        }
      }
    },
})
