import { bug } from '../bug.ts'

/** Section 4: the verb is compared as it came where TLS is asked for, and in capitals where it is obeyed. */
export const mindsVerbsInCapitals = bug({
  name: 'minds-verbs-in-capitals',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      #small = false
      override answer(line: string) {
        this.#small = /^[a-z]+\b/.test(line)
        return super.answer(line)
      }
      override mustStartTls() {
        return !this.#small && super.mustStartTls()
      }
    },
})
