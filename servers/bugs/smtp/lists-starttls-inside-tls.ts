import { bug } from '../bug.ts'

/** The list of extensions is the same before and inside TLS. */
export const listsStarttlsInsideTls = bug({
  name: 'lists-starttls-inside-tls',
  violates: ['rfc3207-4.2-7'],
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return true
      }
    },
})
