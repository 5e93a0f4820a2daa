import { bug } from '../bug.ts'

/** The purge runs where a segment begins with STARTTLS, and not where the keyword came in two. */
export const purgesOnlyWholeSegments = bug({
  name: 'purges-only-whole-segments',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        const whole = /^(\S+ )?(STARTTLS|STLS)\r?\n/.test(this.peer.lastRead.toString())
        return whole ? {} : { toSession: early }
      }
    },
})
