import { bug } from '../bug.ts'

/** RFC 9051, section 6.2.1: not listed again, whoever logs in meanwhile. */
export const listsStarttlsAfterLogin = bug({
  name: 'lists-starttls-after-login',
  endpoint: 'imap',
  violates: ['imp-rfc9051-6.2.1-7'],
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return this.user !== undefined || super.offersStartTls()
      }
    },
})
