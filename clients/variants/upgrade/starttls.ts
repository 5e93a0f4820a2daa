import { Refused } from '../../reference/refused.ts'
import type { CommonPatch } from '../../reference/classes.ts'
import { clientVariant } from '../../bugs/bug.ts'

/** RFC 2920, section 3.1: STARTTLS may end a group, as long as each answer is looked at. */
export const groupsNoopWithStarttls = clientVariant({
  name: 'groups-noop-with-starttls',
  place: 'smtp',
  patch: {
    smtp: (Base) =>
      class extends Base {
        override async starttls() {
          this.dialogue.askForTls = async () => {
            await this.dialogue.command('NOOP\r\nSTARTTLS')
            return await this.dialogue.reply()
          }
          await super.starttls()
        }
      },
  },
})

/** RFC 3207, section 4: it finds out behind STARTTLS that it has nothing to verify with, and closes. */
export const closesWithBrokenTrust = clientVariant({
  name: 'closes-with-broken-trust',
  place: 'submission',
  patch: needingTrust({ mayQuit: false }),
})

/** The same with a goodbye. */
export const quitsWithBrokenTrust = clientVariant({
  name: 'quits-with-broken-trust',
  place: 'smtp',
  patch: needingTrust({ mayQuit: true }),
})

function needingTrust({ mayQuit }: { mayQuit: boolean }): CommonPatch {
  return (Base) =>
    class extends Base {
      override async startTls(toSession?: Buffer) {
        this.mayQuit = mayQuit
        if (this.order.trust.length < 100) throw new Refused('The list of trusted certificates cannot be read')
        return await super.startTls(toSession)
      }
    }
}
