import type { Check } from '../../../harness/check.ts'
import { noLoginWhereDisabled } from './no-login-where-disabled.ts'
import { capabilityFirstInsideTls } from './capability-first-inside-tls.ts'
import { endsSessionWithTlsInMailAccess } from './ends-with-tls.ts'
import { decidesOnTheHandshakeInMailAccess } from './decides-at-once.ts'
import { nothingBehindStarttlsInMailAccess } from './nothing-behind-starttls.ts'
import { warnsOrRefuses } from './warns-or-refuses.ts'
import { withoutTlsChecks } from './without-tls.ts'
import { injectionOfMailboxes } from './injection.ts'

/** The checks of clients in this suite. */
export const rfc2595ClientChecks: readonly Check[] = [
  ...withoutTlsChecks,
  warnsOrRefuses,
  nothingBehindStarttlsInMailAccess,
  decidesOnTheHandshakeInMailAccess,
  endsSessionWithTlsInMailAccess,
  capabilityFirstInsideTls,
  noLoginWhereDisabled,
  ...injectionOfMailboxes,
]
