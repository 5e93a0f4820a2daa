import { variant } from '../../bugs/bug.ts'

/** RFC 3207, section 4.1 leaves that to both sides, and RFC 2595 says nothing; as Cyrus and Courier do. */
export const goesOnAfterFailedHandshakeOnImap = variant({
  name: 'goes-on-after-failed-handshake-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      asking = ''
      override starttls(tag: string, parameter: string) {
        this.asking = tag
        return super.starttls(tag, parameter)
      }
      override handshakeFailed() {
        return `${this.asking} NO STARTTLS failed`
      }
    },
})

/** The same on POP3. */
export const goesOnAfterFailedHandshakeOnPop3 = variant({
  name: 'goes-on-after-failed-handshake-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override handshakeFailed() {
        return '-ERR STLS failed'
      }
    },
})
