import { variant } from '../../bugs/bug.ts'

/** Puts refusals off until RCPT, as Postfix does; by default RFC 6409, section 4.3 has them at MAIL. */
export const refusesMailAtRcpt = variant({
  name: 'refuses-mail-at-rcpt',
  endpoint: 'submission',
  setUps: ['cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override mail(argument: string) {
        const { authRequired } = this.settings
        return authRequired && !this.user ? this.delayed(argument) : super.mail(argument)
      }
      delayed(argument: string) {
        if (!this.helo) return '503 5.5.1 Send EHLO first'
        this.transaction = { from: argument, to: [] }
        return '250 2.1.0 OK'
      }
      override takesMailFor(address: string) {
        return super.takesMailFor(address) && (!this.settings.authRequired || this.user !== undefined)
      }
    },
})
