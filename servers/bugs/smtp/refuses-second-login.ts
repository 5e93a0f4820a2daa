import { bug } from '../bug.ts'

/** The rights are forgotten, but not that there was a login. */
export const refusesSecondLogin = bug({
  name: 'refuses-second-login',
  violates: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  patch: (Base) =>
    class extends Base {
      hadLogin = false
      override forget() {
        this.hadLogin ||= this.user !== undefined
        super.forget()
      }
      override async auth(argument: string) {
        return this.hadLogin ? '503 5.5.1 Already authenticated' : super.auth(argument)
      }
    },
})
