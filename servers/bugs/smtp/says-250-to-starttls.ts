import { bug } from '../bug.ts'

/** Section 4 has 220 for the go-ahead. */
export const says250ToStarttls = bug({
  name: 'says-250-to-starttls',
  violates: ['rfc3207-4-lc1'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        const answer = super.starttls(parameter)
        return typeof answer === 'object' && 'next' in answer ? { ...answer, say: '250 2.0.0 OK' } : answer
      }
    },
})
