import { bug } from '../bug.ts'

/** A8 on the submission port. */
export const keepsLoginOnSubmission = bug({
  name: 'keeps-login-on-submission',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override forget() {
        const { user } = this
        super.forget()
        this.user = user
      }
    },
})
