import { bug } from '../bug.ts'

/** The same on the submission port. */
export const listsStarttlsInsideTlsOnSubmission = bug({
  name: 'lists-starttls-inside-tls-on-submission',
  violates: ['rfc3207-4.2-7'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return true
      }
    },
})
