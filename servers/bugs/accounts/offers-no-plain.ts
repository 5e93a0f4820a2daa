import { bugFamily, starttlsPorts } from '../family.ts'
import { knowingSaslLogin } from './sasl-login.ts'

/** RFC 4954 and RFC 5034, section 4, RFC 3501, section 6.1.1: PLAIN inside TLS must be implemented. */
export const offersNoPlain = bugFamily({
  name: 'offers-no-plain',
  endpoints: starttlsPorts,
  violates: {
    submission: ['imp-rfc4954-4-32'],
    imap: ['imp-rfc3501-6.1.1-3'],
    pop3: ['imp-rfc5034-4-22'],
  },
  patch: (Base) =>
    class extends knowingSaslLogin(Base) {
      override mechanisms() {
        return super.mechanisms().map((mechanism) => (mechanism === 'PLAIN' ? 'LOGIN' : mechanism))
      }
    },
})
