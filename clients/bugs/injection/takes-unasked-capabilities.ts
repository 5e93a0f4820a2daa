import { ImapCapabilities } from '../../../harness/dialogue/imap-response.ts'
import type { ImapSession } from '../../reference/imap-session.ts'
import type { SessionClass } from '../../reference/classes.ts'
import { type ClientBug, clientBug } from '../bug.ts'

/** Does not ask inside TLS where it has been told since it asked before. */
function tellable(Base: SessionClass<ImapSession>) {
  return class extends Base {
    told?: ImapCapabilities
    hear(text: string) {
      const [, words] = /(?:^|\n\* |\[)CAPABILITY ([^\]\r\n]*)/.exec(text) ?? []
      if (words !== undefined) this.told = new ImapCapabilities(words)
    }
    override async discoverAgain() {
      if (this.told) this.offered = this.told
      else await super.discoverAgain()
    }
  }
}

/** What is listed before TLS has to be forgotten, whoever has asked for it. */
export const takesUnaskedCapabilities: readonly ClientBug[] = [
  clientBug({
    name: 'takes-capabilities-behind-go-ahead',
    place: 'imap',
    violates: ['imp-rfc2595-3.1-3'],
    patch: {
      imap: (Base) =>
        class extends tellable(Base) {
          override plaintext(early: Buffer) {
            this.hear(`\n${early.toString('latin1')}`)
            return {}
          }
        },
    },
  }),
  clientBug({
    name: 'takes-capabilities-with-go-ahead',
    place: 'imap',
    violates: ['imp-rfc2595-3.1-3'],
    patch: {
      imap: (Base) =>
        class extends tellable(Base) {
          override async starttls() {
            const { dialogue } = this
            const askForTls = dialogue.askForTls.bind(dialogue)
            dialogue.askForTls = async () => {
              const answer = await askForTls()
              for (const text of [...answer.untagged, answer.text]) this.hear(text)
              return answer
            }
            await super.starttls()
          }
        },
    },
  }),
]
