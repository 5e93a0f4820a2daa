import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** The same on the submission port, where mail is not taken without a login. */
export const keepsLoginOnSubmission = bug({
  name: 'keeps-login-on-submission',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  endpoint: 'submission',
  patch: keeping('user'),
})
