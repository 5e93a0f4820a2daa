import type { ClientVariant } from '../../bugs/bug.ts'
import { answersTheChallenge, showsNoCertificates } from './client-certificates.ts'
import { offersStrongerSuites, speaksTls12Only, speaksTls13Only } from './offering.ts'
import {
  hangsUpOnABadCertificate,
  matchesNoWildcards,
  readsNoCommonNames,
  takesWeakSignatures,
  tellsOfAWrongNameInWords,
  usesNoDane,
  wantsNoShortKeys,
} from './verifying.ts'

/** Other lawful ways to shake hands, and to judge certificates. */
export const tlsVariants: readonly ClientVariant[] = [
  ...readsNoCommonNames,
  ...matchesNoWildcards,
  ...usesNoDane,
  ...hangsUpOnABadCertificate,
  ...takesWeakSignatures,
  ...tellsOfAWrongNameInWords,
  ...wantsNoShortKeys,
  ...speaksTls12Only,
  ...speaksTls13Only,
  ...offersStrongerSuites,
  ...showsNoCertificates,
  ...answersTheChallenge,
]
