import { logsInWithLiterals } from '../../variants/upgrade/literals.ts'
import { type ClientBug, clientBug } from '../bug.ts'

/** RFC 3501, section 6.2.1: what came before TLS has to be dropped, and a go-ahead for a literal of LOGIN came there. */
export const takesInjectedContinuation: ClientBug = clientBug({
  name: 'takes-injected-continuation',
  place: 'imap',
  violates: ['imp-rfc2595-3.1-3'],
  patch: {
    imap: (Base) =>
      class extends logsInWithLiterals.patch.imap!(Base) {
        goAheads = ''
        override plaintext(early: Buffer) {
          this.goAheads = /^(?:\+.*\r\n)+/m.exec(early.toString())?.[0] ?? ''
          return {}
        }
        override async discoverAgain() {
          await super.discoverAgain().catch(() => {})
        }
        override async authenticateOtherwise(user: string) {
          this.peer.unread(Buffer.from(this.goAheads))
          return await super.authenticateOtherwise(user)
        }
      },
  },
})
