import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import type { SessionClass } from '../../reference/classes.ts'
import { clientBug, clientBugFamily } from '../bug.ts'
import { everyName } from '../tls/names.ts'

/** No password before the certificate is verified: each of these says of some certificate that it is not to be taken. */
const verification = ['rfc8314-5.3-1', 'rfc8997-3-6', ...everyName, 'imp-rfc6698-4.1-11']

/** RFC 3207, section 4.1: the decision comes at once, and QUIT first where it is against the server. */
export const asksBeforeItJudges = clientBug({
  name: 'asks-before-it-judges',
  place: 'submission',
  violates: ['rfc3207-4.1-1', 'rfc3207-4.1-2'],
  patch: (Base) =>
    class extends Late(Base) {
      override async discoverAgain() {
        await super.discoverAgain()
        this.judgeNow()
      }
    },
})

/** RFC 3207, section 4.1: QUIT is what a client ought to say there. */
export const closesWithoutQuit = clientBug({
  name: 'closes-without-quit',
  place: 'submission',
  violates: ['rfc3207-4.1-2'],
  patch: (Base) =>
    class extends Base {
      override async leave() {
        if (this.problem !== undefined) this.mayQuit = false
        await super.leave()
      }
    },
})

/** RFC 2595, section 2.5: what came of the handshake is looked at, and not when the password is gone. */
export const judgesAfterLogin = clientBugFamily({
  name: 'judges-after-login',
  places: ['imap', 'pop3'],
  // whatever is wrong with the certificate is found too late
  violates: {
    imap: ['imp-rfc2595-2.5-1', ...verification],
    pop3: ['imp-rfc2595-2.5-1', ...verification, 'imp-rfc5034-4-25'],
  },
  patch: (Base) =>
    class extends Late(Base) {
      override async logIn() {
        await super.logIn()
        this.judgeNow()
      }
    },
})

/** Puts the judgement off. */
function Late(Base: SessionClass) {
  return class extends Base {
    settled?: TlsFacts
    override judge(facts: TlsFacts) {
      this.settled = facts
    }
    judgeNow() {
      if (this.settled) super.judge(this.settled)
    }
  }
}
