import { bug } from '../bug.ts'

/** Section 3: no handshake can be had at all. */
export const closesBehindGoAhead = bug({
  name: 'closes-behind-go-ahead',
  violates: ['rfc3207-3-lc1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override async startTls(goAhead: string) {
        this.say(goAhead)
        return false
      }
    },
})
