import { bug } from '../bug.ts'

/** Half a line alone: whole lines are purged, the buffer of an unfinished one is not. */
export const keepsPartialLine = bug({
  name: 'keeps-partial-line',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return early.includes('\n') ? {} : { toSession: early }
      }
    },
})
