import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { clientBugFamily, implicitTlsPlaces, muaPlaces, starttlsPlaces } from '../bug.ts'
import { overStaticRsa } from '../static-rsa.ts'

/** RFC 8314, section 5.2: who drops the demand is warned. */
export const warnsNobody = clientBugFamily({
  name: 'warns-nobody',
  places: starttlsPlaces,
  violates: ['rfc8314-5.2-6'],
  patch: (Base) =>
    class extends Base {
      override warn() {}
    },
})

/** The same: TLS that may be there keeps nothing private when it is not. */
export const warnsOfCleartextOnly = clientBugFamily({
  name: 'warns-of-cleartext-only',
  places: starttlsPlaces,
  violates: ['rfc8314-5.2-6'],
  patch: (Base) =>
    class extends Base {
      override warn() {
        if (this.order.mode === 'cleartext') super.warn()
      }
    },
})

/** RFC 8314, section 5.2: the safest way is to be tried all the same; on submission RFC 3207, section 6 wants such a mode. */
export const leavesStarttlsAside = clientBugFamily({
  name: 'leaves-starttls-aside',
  places: starttlsPlaces,
  violates: { submission: ['rfc8314-5.2-9', 'rfc3207-6-2'], imap: ['rfc8314-5.2-9'], pop3: ['rfc8314-5.2-9'] },
  hides: true,
  patch: (Base) =>
    class extends Base {
      override wantsTls() {
        return this.requiresTls()
      }
    },
})

/** RFC 8314, section 5: users ought to be told. */
export const tellsNobodyOfTls = clientBugFamily({
  name: 'tells-nobody-of-tls',
  places: muaPlaces,
  violates: ['rfc8314-5-6'],
  patch: (Base) =>
    class extends Base {
      override confidential() {
        return false
      }
    },
})

const lie = 'Connection is confidential'

/** RFC 8997, section 3: there is nothing to tell without TLS. */
export const callsCleartextConfidential = clientBugFamily({
  name: 'calls-cleartext-confidential',
  places: starttlsPlaces,
  violates: ['rfc8997-3-3'],
  patch: (Base) =>
    class extends Base {
      override async logIn() {
        if (!this.tls) this.tell(lie)
        await super.logIn()
      }
    },
})

/** The same with TLS 1.1, which may be used where the minimum is not demanded. */
export const callsOldTlsConfidential = clientBugFamily({
  name: 'calls-old-tls-confidential',
  places: starttlsPlaces,
  violates: ['rfc8997-3-3'],
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return this.requiresTls() ? usual : { ...usual, minVersion: 'TLSv1' as const, ciphers: 'DEFAULT:@SECLEVEL=0' }
      }
      override confidential() {
        return this.problem === undefined
      }
    },
})

/** The same with static RSA alone. */
export const callsOldTlsWithStaticRsaConfidential = clientBugFamily({
  name: 'calls-old-tls-with-static-rsa-confidential',
  places: starttlsPlaces,
  violates: ['rfc8997-3-3'],
  patch: (Base) =>
    class extends Base {
      override tlsOptions() {
        const usual = super.tlsOptions()
        return this.requiresTls() ? usual : overStaticRsa(usual)
      }
      override confidential() {
        return this.problem === undefined
      }
    },
})

/** The same, before the certificate is looked at. */
export const callsAnyTlsConfidential = clientBugFamily({
  name: 'calls-any-tls-confidential',
  places: [...starttlsPlaces, ...implicitTlsPlaces],
  violates: ['rfc8997-3-3'],
  patch: (Base) =>
    class extends Base {
      override judge(facts: TlsFacts) {
        this.tell(lie)
        super.judge(facts)
      }
    },
})
