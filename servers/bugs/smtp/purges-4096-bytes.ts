import { bug } from '../bug.ts'

/** Only as much as one read buffer holds is purged. */
export const purges4096Bytes = bug({
  name: 'purges-4096-bytes',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        return { toSession: early.subarray(4096) }
      }
    },
})
