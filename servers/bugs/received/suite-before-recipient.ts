import { bug } from '../bug.ts'

/** RFC 5321, section 4.4: additional clauses come last. Exim writes it so. */
export const suiteBeforeRecipient = bug({
  name: 'suite-before-recipient',
  violates: ['imp-rfc5321-4.4-d1'],
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override received() {
        return super.received().replace(/(id [^\r]*)(.*)\r\n (tls \w+)/s, '$3\r\n $1$2')
      }
    },
})
