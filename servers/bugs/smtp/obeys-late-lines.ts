import { bug } from '../bug.ts'

/** What comes with STARTTLS is purged; what comes before the ClientHello is left for the session. */
export const obeysLateLines = bug({
  name: 'obeys-late-lines',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        void early
        return { toSession: await this.peer.plaintextBeforeTls() }
      }
    },
})
