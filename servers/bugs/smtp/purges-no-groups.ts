import { bug } from '../bug.ts'

/** The purge is forgotten where a pipelined group holds STARTTLS and what stands behind it. */
export const purgesNoGroups = bug({
  name: 'purges-no-groups',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      override async plaintext(early: Buffer) {
        const group = /^.+\r\n(\S+ )?(STARTTLS|STLS)\r\n./s.test(this.peer.lastRead.toString())
        return group ? { toSession: early } : {}
      }
    },
})
