import type { TlsFailure } from '../../../harness/wire/tls-session.ts'
import { clientBugFamily, muaPlaces } from '../bug.ts'
import type { SessionClass } from '../../reference/classes.ts'
import { Untrusted } from '../../reference/refused.ts'
import { again } from './again.ts'
import { everyStarttlsPlace, theMinimum } from './clauses.ts'

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

/** A client that comes back without TLS where `takesForLeave` says so of what ended the session. */
export const comingBack = (Base: SessionClass) =>
  class extends Base {
    takesForLeave(_error: unknown): boolean {
      return false
    }
    override async run() {
      try {
        await super.run()
      } catch (error) {
        if (!this.takesForLeave(error)) throw error
        await again(this, { mode: 'cleartext' })
      }
    }
  }

/** Nor does an end, on the next connection. */
export const comesBackWithoutTls = clientBugFamily({
  name: 'comes-back-without-tls',
  places: muaPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends comingBack(Base) {
      #cut = false
      override handshakeFailed(failure: TlsFailure) {
        this.#cut = failure.by === 'fin' || failure.by === 'rst'
        super.handshakeFailed(failure)
      }
      override takesForLeave() {
        return this.#cut
      }
    },
})

/** Nor does silence. */
export const losesPatienceWithTls = clientBugFamily({
  name: 'loses-patience-with-tls',
  places: muaPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends comingBack(Base) {
      #late = false
      override async handshake() {
        const giveUp = () => {
          this.#late = true
          this.peer.reset()
        }
        const timer = setTimeout(giveUp, 800)
        return await super.handshake().finally(() => clearTimeout(timer))
      }
      override takesForLeave() {
        return this.#late
      }
    },
})

/** Nor does a certificate that is refused. */
export const prefersCleartextToABadCertificate = clientBugFamily({
  name: 'prefers-cleartext-to-a-bad-certificate',
  places: muaPlaces,
  violates: andByDefault('rfc8997-3-6'),
  patch: (Base) =>
    class extends comingBack(Base) {
      override takesForLeave(error: unknown) {
        return error instanceof Untrusted
      }
    },
})

/** Nor does a version that is refused. */
export const prefersCleartextToOldTls = clientBugFamily({
  name: 'prefers-cleartext-to-old-tls',
  places: muaPlaces,
  violates: andByDefault('rfc8997-3-7'),
  patch: (Base) =>
    class extends comingBack(Base) {
      #tooOld = false
      override handshakeFailed(failure: TlsFailure) {
        this.#tooOld = /protocol.version/i.test(failure.text)
        super.handshakeFailed(failure)
      }
      override takesForLeave() {
        return this.#tooOld
      }
    },
})

/** Nor does a session inside TLS, for the next one; also where no demand is made (RFC 8314, section 5.2). */
export const comesBackForMore = clientBugFamily({
  name: 'comes-back-for-more',
  places: everyStarttlsPlace,
  violates: {
    smtp: theMinimum.smtp,
    submission: [...theMinimum.submission, 'rfc8314-5.2-9', 'imp-rfc4954-9-4'],
    imap: [...theMinimum.imap, 'rfc8314-5.2-9', 'imp-rfc2595-2.3-1'],
    pop3: [...theMinimum.pop3, 'rfc8314-5.2-9', 'imp-rfc2595-2.3-1'],
  },
  patch: (Base) =>
    class extends Base {
      override async run() {
        await super.run()
        if (this.tls) await again(this, { mode: 'cleartext' })
      }
    },
})

/** With STARTTLS an account that demands by default falls short of that, too. */
function andByDefault(clause: string) {
  const { submission, imap, pop3, ...implicitTls } = theMinimum
  return {
    ...implicitTls,
    submission: [...submission, clause],
    imap: [...imap, clause],
    pop3: [...pop3, clause],
  }
}
