import type { ClientChange } from '../../clients/bugs/bug.ts'
import { prefersPlain } from '../../clients/variants/upgrade/inside-tls.ts'
import {
  encryptsWithoutVerifying,
  offersNullSuites,
  verifiesWhatIsOptional,
} from '../../clients/variants/upgrade/relays.ts'

/** For each recording check of the upgrade a client on which it sees something else than on the reference. */
export const upgradeOthers: Record<string, ClientChange> = {
  'rfc3207/client/null-suite': offersNullSuites,
  'rfc3207/client/other-name': encryptsWithoutVerifying,
  'rfc3207/client/sasl-external': prefersPlain,
  'rfc3207/client/unverified-server': verifiesWhatIsOptional,
}
