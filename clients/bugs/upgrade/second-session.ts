import type { Capabilities } from '../../../harness/dialogue/dialogue.ts'
import { clientBugFamily } from '../bug.ts'
import { again } from '../minimum/again.ts'

/** RFC 3207, section 4.2 and RFC 2595, section 3.1 speak of each session: the list that it goes by is that of the first one. */
export const asksInTheFirstSessionOnly = clientBugFamily({
  name: 'asks-in-the-first-session-only',
  places: ['submission', 'imap'],
  violates: { submission: ['rfc3207-4.2-3'], imap: ['imp-rfc2595-3.1-4'] },
  patch: (Base) => {
    // who tells the user is the same for all connections of one launch
    const heard = new WeakMap<object, Capabilities>()
    return class extends Base {
      override async discoverAgain() {
        const known = heard.get(this.tell)
        if (known) this.offered = known
        else await super.discoverAgain()
      }
      override async bye() {
        await super.bye()
        if (heard.has(this.tell) || !this.tls) return
        heard.set(this.tell, this.offered!)
        await again(this)
      }
    }
  },
})
