import { deadline, within } from '../../../harness/deadline.ts'
import { Refused } from '../../reference/refused.ts'
import { clientBug, clientBugFamily, starttlsPlaces } from '../bug.ts'

/** TLS is over, and the session with it (RFC 3207, section 4.2; RFC 2595, section 2.2). */
export const goesOnWhenTlsEnds = clientBugFamily({
  name: 'goes-on-when-tls-ends',
  places: starttlsPlaces,
  violates: { submission: ['rfc3207-4.2-5'], imap: ['imp-rfc2595-2.2-1'], pop3: ['imp-rfc2595-2.2-1'] },
  patch: (Base) =>
    class extends Base {
      override async leave() {
        if (this.peer.end === 'close-notify') this.peer.sendBesideTls('A1 NOOP\r\n')
        await super.leave()
      }
    },
})

/** RFC 3207, section 4.2: TLS is not started a second time, whatever is listed. */
export const startsTlsTwice = clientBugFamily({
  name: 'starts-tls-twice',
  places: ['submission', 'submissions'],
  violates: ['rfc3207-4.2-6'],
  patch: (Base) =>
    class extends Base {
      override async logIn() {
        if (this.tls && this.offersTls()) await this.dialogue.askForTls()
        await super.logIn()
      }
    },
})

/** RFC 3207, section 4.2: SMTP is as it was behind the greeting, and there is no other. */
export const awaitsASecondGreeting = clientBug({
  name: 'awaits-a-second-greeting',
  place: 'submission',
  violates: ['rfc3207-4.2-lc1'],
  hides: true,
  patch: {
    smtp: (Base) =>
      class extends Base {
        override async discoverAgain() {
          using bound = deadline(2500)
          await within(bound.signal, () => this.dialogue.reply())
          await super.discoverAgain()
        }
      },
  },
})

/** RFC 3207, section 4.2: EHLO comes first. */
export const beginsWithNoop = clientBug({
  name: 'begins-with-noop-inside-tls',
  place: 'submission',
  violates: ['rfc3207-4.2-3'],
  patch: (Base) =>
    class extends Base {
      override async discoverAgain() {
        await this.dialogue.command('NOOP')
        await super.discoverAgain()
      }
    },
})

/** RFC 2595, section 3.1: the capabilities are asked for again. */
export const asksNoCapabilityAgain = clientBug({
  name: 'asks-no-capability-again',
  place: 'imap',
  violates: ['imp-rfc2595-3.1-4'],
  patch: (Base) =>
    class extends Base {
      override async discoverAgain() {}
      override mechanism() {
        return super.mechanism() ?? 'PLAIN'
      }
    },
})

/** One that goes by what was listed before TLS, and asks nothing again, has nothing to go by where that was nothing. */
export const goesByTheFirstList = clientBug({
  name: 'goes-by-the-first-list',
  place: 'submission',
  violates: ['rfc3207-4.2-2', 'rfc3207-4.2-3'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override forget() {}
      override async discoverAgain() {}
      override async authenticateOtherwise(): Promise<never> {
        throw new Refused('The server lists no mechanism')
      }
    },
})

/** The same, of one that asks nothing at all: a strict server takes no mail from it. */
export const leavesOutEhlo = clientBugFamily({
  name: 'leaves-out-ehlo-inside-tls',
  places: ['submission', 'smtp'],
  violates: ['rfc3207-4.2-3'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async discoverAgain() {}
    },
})
