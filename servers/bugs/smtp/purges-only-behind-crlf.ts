import { bug } from '../bug.ts'

/** CVE-2022-28220: the parser takes a bare LF, the purge looks for CRLF. */
export const purgesOnlyBehindCrlf = bug({
  name: 'purges-only-behind-crlf',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return this.peer.lineEnd === 'LF' ? { toSession: early } : {}
      }
    },
})
