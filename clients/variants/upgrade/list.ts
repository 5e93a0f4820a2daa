import type { ClientVariant } from '../../bugs/bug.ts'
import {
  asksCapaOnce,
  asksForALanguage,
  beginsWithNoopOnImap,
  closesOnABadCertificate,
  prefersPlain,
  resetsBeforeItLeavesOnPop3,
  sendsInGroups,
} from './inside-tls.ts'
import { logsInWithLiterals } from './literals.ts'
import { encryptsWithoutVerifying, offersNullSuites, verifiesWhatIsOptional } from './relays.ts'
import { closesWithBrokenTrust, groupsNoopWithStarttls, quitsWithBrokenTrust } from './starttls.ts'

/** Other lawful ways to get TLS, and to go on inside it. */
export const upgradeVariants: readonly ClientVariant[] = [
  groupsNoopWithStarttls,
  closesWithBrokenTrust,
  quitsWithBrokenTrust,
  ...closesOnABadCertificate,
  resetsBeforeItLeavesOnPop3,
  beginsWithNoopOnImap,
  asksCapaOnce,
  ...asksForALanguage,
  ...sendsInGroups,
  prefersPlain,
  logsInWithLiterals,
  encryptsWithoutVerifying,
  verifiesWhatIsOptional,
  offersNullSuites,
]
