import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** A login from before TLS counts inside it, where mail is not taken without one. */
export const keepsLoginOnSubmission = bug({
  name: 'keeps-login-on-submission',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  endpoint: 'submission',
  patch: keeping('user'),
})
