import { bug } from '../bug.ts'

/** Section 4 has 501 for a parameter. */
export const takesParameter = bug({
  name: 'takes-parameter',
  violates: ['rfc3207-4-lc1'],
  patch: (Base) =>
    class extends Base {
      override starttls(_parameter: string) {
        return super.starttls('')
      }
    },
})
