import { bug } from '../bug.ts'

/** Section 2: the keyword has no parameters. */
export const keywordWithParameter = bug({
  name: 'keyword-with-parameter',
  violates: ['rfc3207-3-lc2'],
  patch: (Base) =>
    class extends Base {
      override extensions() {
        return super.extensions().map((line) => (line === 'STARTTLS' ? 'STARTTLS TLSv1.2' : line))
      }
    },
})
