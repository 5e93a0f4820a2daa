import { bugFamily, implicitTlsPorts } from '../family.ts'

/** The same for whoever speaks first, and does so in cleartext. */
export const servesCleartextToo = bugFamily({
  name: 'serves-cleartext-too',
  endpoints: implicitTlsPorts,
  violates: { pop3s: ['rfc8314-3.1-lc1'], imaps: ['rfc8314-3.2-lc1'], submissions: ['rfc8314-3.3-lc1'] },
  patch: (Base) =>
    class extends Base {
      override async implicitTls() {
        const start = await this.peer.bytes()
        this.peer.unread(start)
        return start[0]! >= 0x20 && start[0]! < 0x80 ? true : await super.implicitTls()
      }
    },
})
