import { permittingAtOnceBeforeTls } from '../accounts/mechanisms.ts'
import { bug } from '../bug.ts'

/** Section 4: AUTH before TLS is let through, and asks for the password; RFC 4954, sections 4 and 9, RFC 2595, section 6. */
export const asksForLoginBeforeTls = bug({
  name: 'asks-for-login-before-tls',
  violates: ['rfc3207-4-2', 'imp-rfc4954-4-30', 'imp-rfc4954-9-4', 'imp-rfc2595-6-1'],
  setUp: 'tls-required',
  endpoint: 'submission',
  patch: (Base) =>
    class extends Base {
      override policy(command: string) {
        return command === 'AUTH' && !this.tls ? undefined : super.policy(command)
      }
      override mechanisms() {
        return ['PLAIN']
      }
    },
})

/** The same: nobody is asked, but whoever sends PLAIN as most clients do gets in. */
export const takesPlainAtOnceBeforeTlsOnSubmission = bug({
  name: 'takes-plain-at-once-before-tls-on-submission',
  violates: ['rfc3207-4-2', 'imp-rfc4954-4-30', 'imp-rfc4954-9-4', 'imp-rfc2595-6-1'],
  setUp: 'tls-required',
  endpoint: 'submission',
  patch: (Base) =>
    class extends permittingAtOnceBeforeTls('PLAIN')(Base) {
      override policy(command: string) {
        return command === 'AUTH' && !this.tls ? undefined : super.policy(command)
      }
    },
})
