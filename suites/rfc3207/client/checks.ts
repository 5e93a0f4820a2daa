import type { Check } from '../../../harness/check.ts'
import { externalInsideTls } from './sasl-external.ts'
import { nullSuite } from './null-suite.ts'
import { otherName, unverifiedServer } from './other-certificates.ts'
import { triesTlsAgain } from './tries-tls-again.ts'
import { tlsIfPossible } from './tls-if-possible.ts'
import { awaitsNoSecondGreeting } from './awaits-no-second-greeting.ts'
import { starttlsNeverInsideTls } from './starttls-never-inside-tls.ts'
import { listsMayDiffer } from './lists-may-differ.ts'
import { endsSessionWithTls } from './ends-with-tls.ts'
import { quitsWhereTooWeak } from './quits-where-too-weak.ts'
import { decidesOnTheHandshake } from './decides-at-once.ts'
import { eachStatusOfAGroup } from './each-status-of-a-group.ts'
import { noHandshakeBehind454 } from './no-handshake-behind-454.ts'
import { abortsWhereTlsCannotBegin } from './aborts-where-tls-cannot-begin.ts'
import { nothingBehindStarttls } from './nothing-behind-starttls.ts'
import { clientHelloBehind220 } from './clienthello-behind-220.ts'
import { ehloFirstInsideTls } from './ehlo-first-inside-tls.ts'
import { withoutTlsChecks } from './without-tls.ts'
import { injectionOfReplies } from './injection.ts'

/** The checks of clients in this suite. */
export const rfc3207ClientChecks: readonly Check[] = [
  ehloFirstInsideTls,
  ...withoutTlsChecks,
  clientHelloBehind220,
  nothingBehindStarttls,
  abortsWhereTlsCannotBegin,
  noHandshakeBehind454,
  eachStatusOfAGroup,
  decidesOnTheHandshake,
  quitsWhereTooWeak,
  endsSessionWithTls,
  listsMayDiffer,
  starttlsNeverInsideTls,
  awaitsNoSecondGreeting,
  tlsIfPossible,
  triesTlsAgain,
  otherName,
  unverifiedServer,
  nullSuite,
  externalInsideTls,
  ...injectionOfReplies,
]
