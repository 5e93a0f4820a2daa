import type { TlsaData } from '../../../harness/dns/records.ts'
import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { type ClientBug, clientBugFamily, implicitTlsPlaces } from '../bug.ts'

const places = implicitTlsPlaces

/** RFC 6698, section 4.1: what is not signed counts for nothing, what is bogus or matches nothing ends the attempt. */
export const daneBugs: readonly ClientBug[] = [
  ...clientBugFamily({
    name: 'trusts-unsigned-tlsa',
    places,
    violates: ['imp-rfc6698-4.1-1'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override vouchedFor() {
            return true
          }
        },
    },
  }),
  ...clientBugFamily({
    name: 'passes-over-bogus-tlsa',
    places,
    violates: ['imp-rfc6698-4.1-3'],
    patch: {
      directory: (Base) =>
        class extends Base {
          override async tlsa(host: string, port: number) {
            return await super.tlsa(host, port).catch(() => undefined)
          }
        },
    },
  }),
  ...clientBugFamily({
    name: 'falls-back-from-tlsa',
    places,
    violates: ['imp-rfc6698-4.1-11'],
    patch: {
      verifier: (Base) =>
        class extends Base {
          override daneUsage(facts: TlsFacts, tlsa?: readonly TlsaData[]) {
            const usage = super.daneUsage(facts, tlsa)
            return usage === 'no-match' ? undefined : usage
          }
        },
    },
  }),
]
