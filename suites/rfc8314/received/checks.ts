import type { Check } from '../../../harness/check.ts'
import { receivedClaims } from './received-claims.ts'
import { receivedClausesRegistered } from './received-clauses-registered.ts'
import { receivedEsmtpsa } from './received-esmtpsa.ts'
import { receivedGroup } from './received-group.ts'
import { receivedGroupPlace } from './received-group-place.ts'
import { receivedOrder } from './received-order.ts'
import { receivedSuiteGrammar } from './received-suite-grammar.ts'
import { receivedSuiteName } from './received-suite-name.ts'
import { receivedSuiteNumber } from './received-suite-number.ts'
import { receivedTlsClause } from './received-tls-clause.ts'

/** The trace field that a submission server writes (section 4.3). */
export const receivedChecks: readonly Check[] = [
  receivedTlsClause,
  receivedSuiteName,
  receivedSuiteNumber,
  receivedSuiteGrammar,
  receivedGroup,
  receivedGroupPlace,
  receivedOrder,
  receivedClausesRegistered,
  receivedEsmtpsa,
  receivedClaims,
]
