import type { Check } from '../../../harness/check.ts'
import { accountClientChecks } from './account/checks.ts'
import { implicitTlsChecks } from './implicit/checks.ts'
import { minimumChecks } from './minimum/checks.ts'
import { plainMechanism } from './plain-mechanism.ts'
import { tlsClientChecks } from './tls/checks.ts'
import { noPasswordBeforeTls } from './no-password-before-tls.ts'
import { injectionOfAnswers } from './injection.ts'

/** The checks of clients in this suite. */
export const rfc8314ClientChecks: readonly Check[] = [
  noPasswordBeforeTls,
  plainMechanism,
  ...injectionOfAnswers,
  ...accountClientChecks,
  ...minimumChecks,
  ...implicitTlsChecks,
  ...tlsClientChecks,
]
