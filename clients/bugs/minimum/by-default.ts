import { clientBugFamily, starttlsPlaces } from '../bug.ts'
import { overStaticRsa } from '../static-rsa.ts'

/** RFC 8314, section 5.2: by default the minimum is demanded. */
export const demandsNothingByDefault = clientBugFamily({
  name: 'demands-nothing-by-default',
  places: starttlsPlaces,
  violates: ['rfc8314-5.2-1'],
  patch: (Base) =>
    class extends Base {
      override requiresTls() {
        return super.requiresTls() && !this.order.byDefault
      }
    },
})

/** The default minimum includes validation (RFC 8997, section 3). */
export const validatesNothingByDefault = clientBugFamily({
  name: 'validates-nothing-by-default',
  places: starttlsPlaces,
  violates: ['rfc8997-3-6'],
  patch: (Base) =>
    class extends Base {
      override verifies() {
        return super.verifies() && !this.order.byDefault
      }
    },
})

/** The default minimum includes TLS 1.2 (RFC 8997, section 3). */
export const takesOldTlsByDefault = clientBugFamily({
  name: 'takes-old-tls-by-default',
  places: starttlsPlaces,
  violates: ['rfc8997-3-7'],
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return this.order.byDefault ? { ...usual, minVersion: 'TLSv1' as const, ciphers: 'DEFAULT:@SECLEVEL=0' } : usual
      }
    },
})

/** The same with static RSA alone. */
export const takesOldTlsWithStaticRsaByDefault = clientBugFamily({
  name: 'takes-old-tls-with-static-rsa-by-default',
  places: starttlsPlaces,
  violates: ['rfc8997-3-7'],
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return this.order.byDefault ? overStaticRsa(usual) : usual
      }
    },
})

/** RFC 8314, section 5.2: the demand belongs to an account, and not to the client. */
export const hasOneDemandForAll = clientBugFamily({
  name: 'has-one-demand-for-all',
  places: starttlsPlaces,
  violates: ['rfc8314-5.2-2'],
  patch: (Base) => {
    const dropped = new Set<string | undefined>()
    return class extends Base {
      override requiresTls() {
        const { profile } = this.order
        if (!super.requiresTls()) dropped.add(profile)
        return !dropped.has(profile)
      }
    }
  },
})
