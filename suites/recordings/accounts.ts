import type { Change } from '../../servers/bugs/bug.ts'
import { named } from './named.ts'

/** For each recording check of this group, by the end of its id, a server on which it sees something else than on the reference. */
export const accountsOthers: Record<string, Change> = {
  'mechanisms-around-tls': named('offers-no-plain-on-submission'),
  preauth: named('greets-with-preauth'),
  'user-barred': named('refuses-user-at-once'),
}
