import { bug } from '../bug.ts'

/** Verbs are the same in lower case (RFC 5321, section 2.4). */
export const knowsStarttlsInCapitals = bug({
  name: 'knows-starttls-in-capitals',
  violates: ['rfc3207-4-lc1'],
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        return line === 'starttls' ? this.unknown(line) : super.answer(line)
      }
    },
})
