import { bug } from '../bug.ts'

/** Section 4: AUTH is refused before TLS only where nothing stands behind the mechanism, as 535 to what does shows. */
export const readsAResponseBeforeTls = bug({
  name: 'reads-a-response-before-tls',
  violates: ['rfc3207-4-2'],
  setUp: 'tls-required',
  patch: (Base) =>
    class extends Base {
      override answer(line: string) {
        const withResponse = !this.tls && line.startsWith('AUTH PLAIN ')
        return withResponse ? '535 5.7.8 Authentication credentials invalid' : super.answer(line)
      }
    },
})
