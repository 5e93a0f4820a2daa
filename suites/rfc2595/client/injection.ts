import type { Check } from '../../../harness/check.ts'
import { capabilitiesForgotten } from './capabilities-forgotten.ts'
import { capabilitiesWithGoAhead } from './capabilities-with-go-ahead.ts'
import { injectionCapabilities } from './injection-capabilities.ts'
import { injectionPartialReplyOfMailbox } from './injection-partial-reply.ts'
import { injectionWholeReplyOfMailbox } from './injection-whole-reply.ts'

/** What was heard before TLS, and what was said in the place of the server. */
export const injectionOfMailboxes: readonly Check[] = [
  capabilitiesForgotten,
  capabilitiesWithGoAhead,
  injectionCapabilities,
  injectionPartialReplyOfMailbox,
  injectionWholeReplyOfMailbox,
]
