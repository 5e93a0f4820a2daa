import type { Check } from '../../../harness/check.ts'
import { extensionsForgotten } from './extensions-forgotten.ts'
import { injectionPartialReplyAsClient } from './injection-partial-reply.ts'
import { injectionWholeReplyAsClient } from './injection-whole-reply.ts'

/** What was heard before TLS, and what was said in the place of the server. */
export const injectionOfReplies: readonly Check[] = [
  extensionsForgotten,
  injectionPartialReplyAsClient,
  injectionWholeReplyAsClient,
]
