import type { ClientBug } from '../bug.ts'
import { actsOnWhatItHears } from './acts-on-what-it-hears.ts'
import { keepsLists } from './keeps-lists.ts'
import { readsPlaintextInsideTls } from './reads-plaintext-inside-tls.ts'
import { takesInjectedContinuation } from './takes-injected-continuation.ts'
import { takesUnaskedCapabilities } from './takes-unasked-capabilities.ts'

/** Faults in what a client believes of the things that it heard before TLS, or that were said in the place of the server. */
export const injectionBugs: readonly ClientBug[] = [
  ...readsPlaintextInsideTls,
  ...keepsLists,
  ...takesUnaskedCapabilities,
  ...actsOnWhatItHears,
  takesInjectedContinuation,
]
