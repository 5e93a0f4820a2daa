import { bug } from '../bug.ts'

/** Section 4.2: where TLS comes first, every EHLO comes after a handshake. */
export const listsStarttlsOnSubmissions = bug({
  name: 'lists-starttls-on-submissions',
  violates: ['rfc3207-4.2-7'],
  endpoint: 'submissions',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return true
      }
    },
})
