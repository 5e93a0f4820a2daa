import { variant } from '../../bugs/bug.ts'

/** Only CRLF ends a line (RFC 9051, section 2.2). */
export const refusesBareLfOnImap = variant({
  name: 'refuses-bare-lf-on-imap',
  endpoint: 'imap',
  patch: (Base) =>
    class extends Base {
      override async answer(line: string) {
        return this.peer.lineEnd === 'LF' ? '* BAD Lines end in CRLF' : await super.answer(line)
      }
    },
})

/** RFC 1939, section 3. */
export const refusesBareLfOnPop3 = variant({
  name: 'refuses-bare-lf-on-pop3',
  endpoint: 'pop3',
  patch: (Base) =>
    class extends Base {
      override async answer(line: string) {
        return this.peer.lineEnd === 'LF' ? '-ERR Lines end in CRLF' : await super.answer(line)
      }
    },
})
