import { bug } from '../bug.ts'
import { bugFamily } from '../family.ts'
import { permittingAtOnceBeforeTls, permittingBeforeTls } from './mechanisms.ts'
import { knowingSaslLogin } from './sasl-login.ts'

/** RFC 2595, sections 2.2, 2.3 and 6; RFC 3501, section 6.2.2; RFC 5034, section 4: PLAIN cannot be kept from use. */
const plainPermitted = {
  imap: ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc3501-6.2.2-6', 'imp-rfc2595-6-1'],
  pop3: ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc5034-4-23', 'imp-rfc2595-6-1'],
}

/** Whoever begins an exchange of PLAIN without TLS is asked for the password. */
export const takesPlainBeforeTls = bugFamily({
  name: 'takes-plain-before-tls',
  endpoints: ['imap', 'pop3'],
  violates: plainPermitted,
  setUp: 'tls-required',
  patch: permittingBeforeTls('PLAIN'),
})

/** The same, but for section 6 of RFC 2595, of LOGIN, which is "nonstandard" and counts as well. */
export const takesSaslLoginBeforeTls = bugFamily({
  name: 'takes-sasl-login-before-tls',
  endpoints: ['imap', 'pop3'],
  violates: {
    imap: ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc3501-6.2.2-6'],
    pop3: ['imp-rfc2595-2.2-1', 'imp-rfc2595-2.3-1', 'imp-rfc5034-4-23'],
  },
  setUp: 'tls-required',
  patch: (Base) => permittingBeforeTls('LOGIN')(knowingSaslLogin(Base)),
})

/** The same of PLAIN where the response comes with its name, as most clients send it: without one it is refused. */
export const takesPlainAtOnceBeforeTls = bugFamily({
  name: 'takes-plain-at-once-before-tls',
  endpoints: ['imap', 'pop3'],
  violates: plainPermitted,
  setUp: 'tls-required',
  patch: (Base) =>
    class extends permittingAtOnceBeforeTls('PLAIN')(Base) {
      override listedMechanisms() {
        return this.mechanisms()
      }
    },
})

/** RFC 5034, section 4: by default nothing of the kind is listed or permitted before STLS. */
export const takesPasswordsByDefault = bug({
  name: 'takes-passwords-by-default',
  violates: ['imp-rfc5034-4-24'],
  endpoint: 'pop3',
  patch: permittingBeforeTls('PLAIN'),
})
