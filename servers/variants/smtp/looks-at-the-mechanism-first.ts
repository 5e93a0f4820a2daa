import { variant } from '../../bugs/bug.ts'

/** RFC 4954, section 4: 504 to a mechanism that is not there, and 530 to PLAIN, which is listed all the same. */
export const looksAtTheMechanismFirst = variant({
  name: 'looks-at-the-mechanism-first',
  setUps: ['tls-required'],
  patch: (Base) =>
    class extends Base {
      override listedMechanisms() {
        return ['PLAIN']
      }
      override answer(line: string) {
        return /^AUTH (?!PLAIN\b)/i.test(line) ? '504 5.5.4 Unrecognized authentication type' : super.answer(line)
      }
    },
})
