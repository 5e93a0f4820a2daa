import { variant } from '../../bugs/bug.ts'

/** Nobody has to take STARTTLS there either. */
export const refusesStarttlsAfterLogin = variant({
  name: 'refuses-starttls-after-login',
  setUps: ['default', 'cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override starttls(parameter: string) {
        return this.user ? '503 5.5.1 Not after AUTH' : super.starttls(parameter)
      }
    },
})
