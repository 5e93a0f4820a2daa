import { bug } from '../bug.ts'

/** RFC 9051, section 7.1.4: whoever connects is somebody, and STARTTLS is out of reach. */
export const greetsPreauth = bug({
  name: 'greets-preauth',
  endpoint: 'imap',
  violates: ['imp-rfc9051-7.1.4-2'],
  hides: true,
  patch: (Base) =>
    class extends Base {
      override greeting() {
        this.state = 'authenticated'
        return super.greeting().replace('* OK', '* PREAUTH')
      }
      override offersStartTls() {
        return false
      }
    },
})
