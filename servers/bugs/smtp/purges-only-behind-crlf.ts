import { bug } from '../bug.ts'

/** A5 alone: the parser takes a bare LF, the purge looks for CRLF: CVE-2022-28220. */
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
