import { bug } from '../bug.ts'
import { keeping } from './keeping.ts'

/** 550 refuses mail without a login, and a second AUTH is taken: no reply tells of a kept login but that to MAIL. */
export const keepsLoginAndRefusesWith550 = bug({
  name: 'keeps-login-and-refuses-with-550',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  endpoint: 'submission',
  patch: (Base) =>
    class extends keeping('user')(Base) {
      override auth(argument: string) {
        this.user = undefined
        return super.auth(argument)
      }
      override mail(argument: string) {
        return this.user === undefined ? '550 5.7.9 Log in first' : super.mail(argument)
      }
    },
})
