import { bug } from '../bug.ts'

/** A fast path for a segment that holds two whole lines forgets to purge the second. */
export const obeysOneSegment = bug({
  name: 'obeys-one-segment',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        const whole = /^(\S+ )?(STARTTLS|STLS)\r\n(\S+ )?(NOOP|CAPA)\r\n$/.test(this.peer.lastRead.toString())
        return whole && this.peer.lineEnd === 'CRLF' ? { toSession: early } : {}
      }
    },
})
