import { bugFamily, implicitTlsPorts } from '../family.ts'

/** RFC 8314, sections 3.1 to 3.3: on such a port a handshake begins at once. */
export const greetsInCleartext = bugFamily({
  name: 'greets-in-cleartext',
  endpoints: implicitTlsPorts,
  violates: { pop3s: ['rfc8314-3.1-lc1'], imaps: ['rfc8314-3.2-lc1'], submissions: ['rfc8314-3.3-lc1'] },
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async implicitTls() {
        return true
      }
    },
})
