import { bug } from '../bug.ts'

/** Section 3: each handshake ends in the alert internal_error. */
export const abortsHandshakes = bug({
  name: 'aborts-handshakes',
  violates: ['rfc3207-3-lc1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        this.say(goAhead)
        await this.peer.plaintextBeforeTls()
        this.peer.send(Buffer.from([21, 3, 1, 0, 2, 2, 80]))
        return false
      }
    },
})
