import { variant } from '../../bugs/bug.ts'

/** Takes a login behind a login, as go-smtp 0.12 does, and mail from anybody: no login can be seen, kept or not. */
export const takesEachLogin = variant({
  name: 'takes-each-login',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override async auth(argument: string) {
        this.user = undefined
        return await super.auth(argument)
      }
      override takesMailFor() {
        return true
      }
    },
})
