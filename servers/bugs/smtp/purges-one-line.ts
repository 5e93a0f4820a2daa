import { bug } from '../bug.ts'

/** Only the first line behind STARTTLS is purged. */
export const purgesOneLine = bug({
  name: 'purges-one-line',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return { toSession: early.subarray(early.includes('\n') ? early.indexOf('\n') + 1 : early.length) }
      }
    },
})
