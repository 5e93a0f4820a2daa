import { bugFamily } from '../family.ts'

/** RFC 8314, section 4 names this very case. */
export const listsStarttlsWithoutCertificate = bugFamily({
  name: 'lists-starttls-without-certificate',
  endpoints: ['imap', 'pop3'],
  violates: ['rfc8314-4-6'],
  setUp: 'no-certificate',
  patch: (Base) =>
    class extends Base {
      override offersStartTls() {
        return !this.tls
      }
    },
})
