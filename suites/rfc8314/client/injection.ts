import type { Check } from '../../../harness/check.ts'
import { alertBeforeTls } from './alert-before-tls.ts'
import { injectionEarlyOk } from './injection-early-ok.ts'
import { injectionReferral } from './injection-referral.ts'

/** What is said in the place of the server, or by it before TLS. */
export const injectionOfAnswers: readonly Check[] = [alertBeforeTls, injectionEarlyOk, injectionReferral]
