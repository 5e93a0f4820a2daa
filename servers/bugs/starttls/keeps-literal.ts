import { bug } from '../bug.ts'
import { plaintextClauses } from './behind-upgrade.ts'

/** The buffer is purged, but not that a literal is due (RFC 9051, section 4.3). */
export const keepsLiteral = bug({
  name: 'keeps-literal',
  endpoint: 'imap',
  violates: plaintextClauses.imap,
  patch: (Base) =>
    class extends Base {
      unfinished?: string
      override async plaintext(early: Buffer) {
        this.unfinished = /^(\S+) .*\{\d+\+\}\r\n$/.exec(early.toString())?.[1]
        return {}
      }
      override async answer(line: string) {
        const tag = this.unfinished
        this.unfinished = undefined
        return tag && this.tls ? `${tag} BAD No literal is due there` : await super.answer(line)
      }
    },
})
