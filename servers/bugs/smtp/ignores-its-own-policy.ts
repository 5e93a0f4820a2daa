import { bug } from '../bug.ts'

/** Section 4.1: the decision follows what was achieved. */
export const ignoresItsOwnPolicy = bug({
  name: 'ignores-its-own-policy',
  violates: ['rfc3207-4.1-1'],
  setUp: 'certificate-required',
  patch: (Base) =>
    class extends Base {
      override secureEnough() {
        return true
      }
    },
})
