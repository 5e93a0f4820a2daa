import { bug } from '../bug.ts'

/** Section 3.2: PREAUTH is for a certificate that the server finds acceptable. */
export const greetsAnybodyWithPreauth = bug({
  name: 'greets-anybody-with-preauth',
  violates: ['rfc8314-3.2-2'],
  setUp: 'client-certificates',
  endpoint: 'imaps',
  patch: (Base) =>
    class extends Base {
      override greeting() {
        this.state = 'authenticated'
        return super.greeting().replace('OK', 'PREAUTH')
      }
    },
})

/** The same where certificates are not asked for: nobody is known by any means. */
export const greetsAnybodyWithPreauthByDefault = bug({
  name: 'greets-anybody-with-preauth-by-default',
  violates: ['rfc8314-3.2-2'],
  endpoint: 'imaps',
  hides: true,
  patch: (Base) =>
    class extends Base {
      override greeting() {
        this.state = 'authenticated'
        return super.greeting().replace('OK', 'PREAUTH')
      }
    },
})
