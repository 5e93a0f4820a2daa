import { variant } from '../../bugs/bug.ts'

/** A name is no login, and no clause has it forgotten; as Dovecot, Cyrus and Courier do. */
export const keepsUserOverStls = variant({
  name: 'keeps-user-over-stls',
  endpoint: 'pop3',
  setUps: ['default', 'cleartext-auth'],
  patch: (Base) =>
    class extends Base {
      override forget() {
        const { named } = this
        super.forget()
        this.named = named
      }
    },
})
