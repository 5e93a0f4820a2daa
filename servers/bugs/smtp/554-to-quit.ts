import { bug } from '../bug.ts'

/** Section 4.1: QUIT is answered as ever. */
export const with554ToQuit = bug({
  name: '554-to-quit',
  violates: ['rfc3207-4.1-3'],
  setUp: 'certificate-required',
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        return line === 'QUIT' && this.tls && !this.secureEnough() ? '554 5.7.1 Command refused' : super.answer(line)
      }
    },
})
