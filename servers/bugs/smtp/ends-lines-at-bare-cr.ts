import { bug } from '../bug.ts'

/** A bare CR ends a line for the parser, and what stands behind it is another line, which no purge sees. */
export const endsLinesAtBareCr = bug({
  name: 'ends-lines-at-bare-cr',
  violates: ['rfc3207-4.2-1'],
  patch: (Base) =>
    class extends Base {
      #rest = ''
      override answer(line: string) {
        const [first = '', ...rest] = line.split('\r')
        this.#rest = rest.join('\r')
        return super.answer(first)
      }
      override async plaintext() {
        return this.#rest === '' ? {} : { toSession: Buffer.from(`${this.#rest}\r\n`) }
      }
    },
})
