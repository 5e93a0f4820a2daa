import { bug } from '../bug.ts'

/** The same on the submission port. */
export const takesParameterOnSubmission = bug({
  name: 'takes-parameter-on-submission',
  violates: ['rfc3207-4-lc1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override starttls(_parameter: string) {
        return super.starttls('')
      }
    },
})
