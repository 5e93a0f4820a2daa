import type { PresentedNames } from '../../reference/presented-names.ts'
import type { AccountServer } from '../../reference/profile.ts'
import type { Identities } from '../../reference/verifier.ts'
import { type ClientBug, clientBug } from '../bug.ts'

const place = 'account'

/** A verifier that takes a certificate with such an SRV-ID for good, too. */
const takingSrvIds = (matches: (presented: string, sought: string) => boolean): ClientBug['patch'] => ({
  verifier: (Base) =>
    class extends Base {
      override matches(presented: PresentedNames, sought: Identities) {
        const srv = presented.srv.some((each) => sought.srv.some((name) => matches(each, name)))
        return srv || super.matches(presented, sought)
      }
    },
})

const partsOf = (name: string) => [name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1)]

export const nameBugs: readonly ClientBug[] = [
  clientBug({
    name: 'trusts-neighbours-of-the-host',
    place,
    // another host of the domain is neither the mail domain nor the host that is connected to
    violates: ['imp-rfc7817-3-2'],
    patch: {
      verifier: (Base) =>
        class extends Base {
          override matchesDns(presented: string, name: string) {
            return super.matchesDns(presented, name) || partsOf(presented)[1] === partsOf(name)[1]
          }
        },
    },
  }),
  clientBug({
    name: 'compares-srv-ids-only',
    place,
    // neither the mail domain nor the host is compared with a DNS-ID
    violates: ['imp-rfc7817-3-2'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override identities(server: AccountServer) {
            return { ...super.identities(server), dns: [] }
          }
        },
    },
  }),
  clientBug({
    name: 'knows-no-srv-ids',
    place,
    violates: ['imp-rfc7817-3-6'],
    patch: {
      accounts: (Base) =>
        class extends Base {
          override identities(server: AccountServer) {
            return { ...super.identities(server), srv: [] }
          }
        },
    },
  }),
  clientBug({
    name: 'takes-srv-ids-of-other-domains',
    place,
    // it is the mail domain that an SRV-ID has to name
    violates: ['imp-rfc7817-3-4'],
    patch: takingSrvIds((one, other) => partsOf(one)[0] === partsOf(other)[0]),
  }),
  clientBug({
    name: 'takes-srv-ids-of-other-services',
    place,
    // an SRV-ID is the name of one service of a domain (RFC 4985, section 2)
    violates: ['imp-rfc7817-3-4'],
    patch: takingSrvIds((one, other) => partsOf(one)[1] === partsOf(other)[1]),
  }),
]
