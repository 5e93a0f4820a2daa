import { clientBug, clientBugFamily, implicitTlsPlaces } from '../bug.ts'

/** RFC 8314, sections 3.1 to 3.3: the handshake begins at once. */
export const speaksBeforeTls = clientBugFamily({
  name: 'speaks-before-tls',
  places: implicitTlsPlaces,
  violates: { pop3s: ['rfc8314-3.1-lc1'], imaps: ['rfc8314-3.2-lc1'], submissions: ['rfc8314-3.3-lc1'] },
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async open() {
        this.peer.send('NOOP\r\n')
        await super.open()
      }
    },
})

/** RFC 8314, sections 3.1 to 3.3: the protocol stays inside TLS for the rest of the TCP connection. */
export const goesOnBesideTls = clientBugFamily({
  name: 'goes-on-beside-tls',
  places: implicitTlsPlaces,
  violates: { pop3s: ['rfc8314-3.1-lc2'], imaps: ['rfc8314-3.2-lc2'], submissions: ['rfc8314-3.3-lc2'] },
  patch: (Base) =>
    class extends Base {
      override async leave() {
        if (this.peer.end === 'close-notify') this.peer.sendBesideTls('A1 NOOP\r\n')
        await super.leave()
      }
    },
})

/** RFC 8314, section 3.1: behind +OK the session is in the AUTHORIZATION state. Section 3.2: not authenticated behind OK. */
export const worksBeforeLogin = clientBugFamily({
  name: 'works-before-login',
  places: ['imaps', 'pop3s'],
  violates: { imaps: ['rfc8314-3.2-lc3'], pop3s: ['rfc8314-3.1-2'] },
  patch: (Base) =>
    class extends Base {
      override async logIn() {
        await this.dialogue.command(this.order.language === 'imap' ? 'SELECT INBOX' : 'STAT')
        await super.logIn()
      }
    },
})

/** RFC 8314, section 3.2: behind PREAUTH the session is authenticated. */
export const logsInBehindPreauth = clientBug({
  name: 'logs-in-behind-preauth',
  place: 'imaps',
  violates: ['rfc8314-3.2-2'],
  patch: {
    imap: (Base) =>
      class extends Base {
        override get preauthenticated() {
          return false
        }
      },
  },
})

/** RFC 8314, section 3.3: STARTTLS on the submission port is for clients, too; who does not know it sends the password all the same (RFC 4954, section 9). */
export const knowsNoStarttls = clientBug({
  name: 'knows-no-starttls',
  place: 'submission',
  violates: ['rfc8314-3.3-2', 'imp-rfc4954-9-4'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override offersTls() {
        return (this.order.byDefault === true || !this.requiresTls()) && super.offersTls()
      }
      override withoutTls(why: string) {
        if (this.order.byDefault) super.withoutTls(why)
      }
    },
})

/** RFC 8314, section 3.4: close alerts come before the end of TCP. */
export const endsTcpWithoutAlert = clientBugFamily({
  name: 'ends-tcp-without-alert',
  places: implicitTlsPlaces,
  violates: ['rfc8314-3.4-1'],
  patch: (Base) =>
    class extends Base {
      override async close() {
        await this.peer.endTcp()
        await super.close()
      }
    },
})
