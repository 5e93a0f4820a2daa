import { bug } from '../bug.ts'

/** What comes before the ClientHello is dropped line by line, and half a line is left for the session. */
export const keepsLateHalfLine = bug({
  name: 'keeps-late-half-line',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        void early
        const late = await this.peer.plaintextBeforeTls()
        return { toSession: late.subarray(late.lastIndexOf('\n') + 1) }
      }
    },
})
