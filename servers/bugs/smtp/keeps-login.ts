import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** CVE-2021-37845: a login from before TLS counts inside it. */
export const keepsLogin = bug({
  name: 'keeps-login',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  patch: keeping('user'),
})
