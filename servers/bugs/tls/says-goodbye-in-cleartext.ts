import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8314, sections 3.1 to 3.3: the protocol stays inside TLS for the rest of the TCP connection. */
export const saysGoodbyeInCleartext = bugFamily({
  name: 'says-goodbye-in-cleartext',
  endpoints: implicitTlsPorts,
  violates: { pop3s: ['rfc8314-3.1-lc2'], imaps: ['rfc8314-3.2-lc2'], submissions: ['rfc8314-3.3-lc2'] },
  patch: (Base) =>
    class extends Base {
      override async clientLeft() {
        const goodbyes = { pop3s: '-ERR Bye', imaps: '* BYE', submissions: '421 4.4.2 Bye' }
        this.peer.sendBesideTls(`${goodbyes[this.settings.protocol as keyof typeof goodbyes]}\r\n`)
      }
    },
})
