import { bugFamily, type CommonPatch, starttlsPorts } from '../family.ts'

/** Lists a mechanism without TLS, and refuses it. */
const listing =
  (mechanism: string): CommonPatch =>
  (Base) =>
    class extends Base {
      override listedMechanisms() {
        return this.tls ? super.listedMechanisms() : [mechanism]
      }
    }

/** RFC 2595, section 6: PLAIN is not advertised; RFC 4954, sections 6 and 9, RFC 5034, section 4: nor is anything of the kind. */
export const listsPlainBeforeTls = bugFamily({
  name: 'lists-plain-before-tls',
  endpoints: starttlsPorts,
  violates: {
    submission: ['imp-rfc2595-6-1', 'imp-rfc4954-6-7', 'imp-rfc4954-9-4'],
    imap: ['imp-rfc2595-6-1'],
    pop3: ['imp-rfc2595-6-1', 'imp-rfc5034-4-23'],
  },
  setUp: 'tls-required',
  patch: listing('PLAIN'),
})

/** The same of LOGIN, of which RFC 2595 and RFC 3501 do not say so. */
export const listsSaslLoginBeforeTls = bugFamily({
  name: 'lists-sasl-login-before-tls',
  endpoints: ['submission', 'pop3'],
  violates: { submission: ['imp-rfc4954-6-7', 'imp-rfc4954-9-4'], pop3: ['imp-rfc5034-4-23'] },
  setUp: 'tls-required',
  patch: listing('LOGIN'),
})
