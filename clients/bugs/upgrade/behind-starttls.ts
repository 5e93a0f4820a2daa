import type { Language } from '../../../harness/subject.ts'
import { clientBugFamily, starttlsPlaces } from '../bug.ts'

const noop: Record<Language, string> = { smtp: 'NOOP\r\n', imap: 'N1 NOOP\r\n', pop3: 'NOOP\r\n' }

/** A command stands in the group behind STARTTLS, which has to end it (RFC 3207, section 4; RFC 2595, sections 3.1 and 4). */
export const pipelinesBehindStarttls = clientBugFamily({
  name: 'pipelines-behind-starttls',
  places: starttlsPlaces,
  violates: { submission: ['rfc3207-4-lc5'], imap: ['imp-rfc2595-3.1-1'], pop3: ['imp-rfc2595-4-3'] },
  patch: (Base) =>
    class extends Base {
      override async starttls() {
        const { dialogue } = this
        const send = dialogue.send.bind(dialogue)
        dialogue.send = (bytes) => {
          dialogue.send = send
          send(bytes + noop[this.order.language])
        }
        await super.starttls()
      }
    },
})

/** A command comes between the go-ahead and the handshake. */
export const speaksBeforeTheHandshake = clientBugFamily({
  name: 'speaks-before-the-handshake',
  places: starttlsPlaces,
  violates: { submission: ['rfc3207-4-4'], imap: ['imp-rfc2595-3.1-1'], pop3: ['imp-rfc2595-4-3'] },
  // a server takes it for the handshake, which fails
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async handshake() {
        if (this.dialogue) this.peer.send(noop[this.order.language])
        return await super.handshake()
      }
    },
})
