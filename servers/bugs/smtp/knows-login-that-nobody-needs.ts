import { bug } from '../bug.ts'

/** Mail is taken from anybody for any domain: only AUTH tells of a kept login, and by another code than 503. */
export const knowsLoginThatNobodyNeeds = bug({
  name: 'knows-login-that-nobody-needs',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      known = false
      override async auth(argument: string) {
        if (this.known) return '502 5.5.1 Already authenticated'
        const answer = await super.auth(argument)
        this.known = this.user !== undefined
        return answer
      }
      override takesMailFor() {
        return true
      }
    },
})
