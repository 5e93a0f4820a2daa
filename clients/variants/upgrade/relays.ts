import { clientVariant } from '../../bugs/bug.ts'

/** RFC 3207, section 4.1 leaves it to the client whether it goes on with a server that it cannot verify. */
export const encryptsWithoutVerifying = clientVariant({
  name: 'encrypts-without-verifying',
  place: 'smtp',
  patch: (Base) =>
    class extends Base {
      override verifies() {
        return false
      }
    },
})

/** The other way round: no mail to a server that it cannot verify, though cleartext would do. */
export const verifiesWhatIsOptional = clientVariant({
  name: 'verifies-what-is-optional',
  place: 'smtp',
  patch: (Base) =>
    class extends Base {
      override verifies() {
        return true
      }
    },
})

/** RFC 3207, section 6 asks for care with a weak result; whether it ends the session is the client's choice. */
export const offersNullSuites = clientVariant({
  name: 'offers-null-suites',
  place: 'smtp',
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        const { ciphers, ...rest } = super.tlsOptions()
        return { ...rest, ciphers: `${ciphers}:ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0` }
      }
    },
})
