import { variant } from '../../bugs/bug.ts'

/** RFC 5321, section 2.3.8: only CRLF ends a line. */
export const refusesBareLf = variant({
  name: 'refuses-bare-lf',
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        return this.peer.lineEnd === 'LF' ? '500 5.5.2 Lines end in CRLF' : super.answer(line)
      }
    },
})
