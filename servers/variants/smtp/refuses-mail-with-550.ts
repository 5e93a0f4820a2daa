import { variant } from '../../bugs/bug.ts'

/** RFC 4954, section 6 has 530 where a login is due; another code is no fault of STARTTLS. */
export const refusesMailWith550 = variant({
  name: 'refuses-mail-with-550',
  endpoint: 'submission',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override mail(argument: string) {
        return this.helo && this.user === undefined ? '550 5.7.9 Log in first' : super.mail(argument)
      }
    },
})
