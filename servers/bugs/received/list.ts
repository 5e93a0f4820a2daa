import type { Bug } from '../bug.ts'
import { claimsTlsInCleartext } from './claims-tls-in-cleartext.ts'
import { groupWithoutSuite } from './group-without-suite.ts'
import { namesTls13SuitesWrongly } from './names-tls-1-3-suites-wrongly.ts'
import { quotesTheSuite } from './quotes-the-suite.ts'
import { saysEsmtpsOfALogin } from './says-esmtps-of-a-login.ts'
import { suiteBeforeRecipient } from './suite-before-recipient.ts'
import { withoutTlsClause } from './without-tls-clause.ts'
import { writesLibraryGroup } from './writes-library-group.ts'
import { writesLibraryName } from './writes-library-name.ts'
import { writesNumberOfAnotherSuite } from './writes-number-of-another-suite.ts'
import { writesSuiteInDecimal } from './writes-suite-in-decimal.ts'
import { writesUnregisteredClause } from './writes-unregistered-clause.ts'

/** Those of the trace field that submission servers write. */
export const receivedBugs: readonly Bug[] = [
  withoutTlsClause,
  writesLibraryName,
  namesTls13SuitesWrongly,
  writesNumberOfAnotherSuite,
  quotesTheSuite,
  writesSuiteInDecimal,
  writesLibraryGroup,
  groupWithoutSuite,
  suiteBeforeRecipient,
  writesUnregisteredClause,
  saysEsmtpsOfALogin,
  claimsTlsInCleartext,
]
