import { base64 } from '../../../harness/dialogue/dialogue.ts'
import type { CommonPatch } from '../../reference/classes.ts'
import { warning } from '../../reference/session.ts'
import { clientBug, clientBugFamily, starttlsPlaces } from '../bug.ts'
import { everyStarttlsPlace, theMinimum } from './clauses.ts'

/** Takes a list without STARTTLS for a reason to do without. */
const doingWithout =
  (words?: string): CommonPatch =>
  (Base) =>
    class extends Base {
      override async upgrade() {
        if (this.tls || this.offersTls() || !this.requiresTls()) return await super.upgrade()
        if (words !== undefined) this.tell(words)
      }
    }

/** By default or of single accounts: nothing at all is demanded (RFC 8314, section 5.2). */
const noDemand = ['rfc8314-5.2-1', 'rfc8314-5.2-2'] as const

/** RFC 2595, sections 2.2 and 2.3: there is no mode that refuses to log in. */
const noMode = [...theMinimum.imap, ...noDemand, 'imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1'] as const

/** There is no mode that refuses to go on, and nobody is told (RFC 2595, section 9; RFC 4954, section 9 asks for the mode). */
export const doesWithoutStarttls = clientBugFamily({
  name: 'does-without-starttls',
  places: everyStarttlsPlace,
  violates: {
    smtp: theMinimum.smtp,
    submission: [...theMinimum.submission, ...noDemand, 'imp-rfc4954-9-4'],
    imap: [...noMode, 'imp-rfc2595-9-1'],
    pop3: [...noMode, 'imp-rfc2595-9-1'],
  },
  patch: doingWithout(),
})

/** A warning is what RFC 2595, section 9 would be content with; the demand is another matter. */
export const warnsAndDoesWithoutStarttls = clientBugFamily({
  name: 'warns-and-does-without-starttls',
  places: ['imap', 'pop3'],
  violates: noMode,
  patch: doingWithout(warning),
})

/** RFC 3207, section 6 and RFC 8314, section 5.2: a refusal is no leave to go on. */
export const takesRefusalForLeave = clientBugFamily({
  name: 'takes-a-refusal-for-leave',
  places: everyStarttlsPlace,
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      override withoutTls(why: string) {
        // 454, NO or -ERR
        if (!/ was refused: "(4|\S+ NO|-ERR)/.test(why)) super.withoutTls(why)
      }
    },
})

/** The same, of a server that does not know what it has listed. */
export const takesUnknownForLeave = clientBugFamily({
  name: 'takes-an-unknown-command-for-leave',
  places: ['submission', 'imap'],
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      override withoutTls(why: string) {
        if (!/ was refused: "(5|\S+ BAD)/.test(why)) super.withoutTls(why)
      }
    },
})

/** The same, of an answer that is none: neither go-ahead nor refusal. */
export const takesNonsenseForLeave = clientBugFamily({
  name: 'takes-nonsense-for-leave',
  places: starttlsPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      override async starttls() {
        await super.starttls().catch((error: unknown) => {
          if (!/answered with nonsense|not-the-protocol|expected/.test(String(error))) throw error
        })
      }
    },
})

/** A second go-ahead is worth as little as the first without a handshake behind it. */
export const asksTwiceAndTakesTlsForGranted = clientBugFamily({
  name: 'asks-twice-and-takes-tls-for-granted',
  places: starttlsPlaces,
  violates: theMinimum,
  patch: (Base) =>
    class extends Base {
      override async starttls() {
        try {
          await super.starttls()
        } catch (error) {
          if (!this.mayQuit || this.tls || !this.dialogue.isGoAhead(await this.dialogue.askForTls())) throw error
        }
      }
    },
})

/** RFC 8314, section 5.2: nothing but the end follows a refusal, in whatever command it is hidden. */
export const showsItsPasswordWhereRefused = clientBug({
  name: 'shows-its-password-where-tls-is-refused',
  place: 'submission',
  violates: theMinimum.submission,
  patch: (Base) =>
    class extends Base {
      override withoutTls(why: string) {
        if (/refused/.test(why)) this.dialogue.send(`NOOP ${base64(this.order.password)}\r\n`)
        super.withoutTls(why)
      }
    },
})
