import { clientVariant } from '../../bugs/bug.ts'

/** RFC 3501, section 2.2.1: a tag is the client's to choose. Inside TLS this one is where it was behind the greeting. */
export const countsAnewInsideTls = clientVariant({
  name: 'counts-anew-inside-tls',
  place: 'imap',
  patch: {
    imap: (Base) =>
      class extends Base {
        override async discoverAgain() {
          // what it takes for a greeting stands in front of all that comes
          this.peer.unread(Buffer.from('* OK inside TLS\r\n'))
          await this.greet()
          await super.discoverAgain()
        }
      },
  },
})
