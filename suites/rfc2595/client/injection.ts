import type { Check } from '../../../harness/check.ts'
import { byeBehindGoAhead } from './bye-behind-go-ahead.ts'
import { mailboxDataBeforeTls } from './mailbox-data-before-tls.ts'
import { capabilitiesForgotten } from './capabilities-forgotten.ts'
import { capabilitiesWithGoAhead } from './capabilities-with-go-ahead.ts'
import { injectionCapabilities } from './injection-capabilities.ts'
import { injectionMail } from './injection-mail.ts'
import { injectionPartialReplyOfMailbox } from './injection-partial-reply.ts'
import { injectionWholeReplyOfMailbox } from './injection-whole-reply.ts'

/** What was heard before TLS, and what was said in the place of the server. */
export const injectionOfMailboxes: readonly Check[] = [
  byeBehindGoAhead,
  mailboxDataBeforeTls,
  capabilitiesForgotten,
  capabilitiesWithGoAhead,
  injectionCapabilities,
  injectionMail,
  injectionPartialReplyOfMailbox,
  injectionWholeReplyOfMailbox,
]
