import { answering, alert } from '../answering.ts'
import { bugFamily, starttlsPorts } from '../family.ts'

/** The same, where it is the handshake that fails: internal_error. */
export const abortsEachHandshake = bugFamily({
  name: 'aborts-each-handshake',
  endpoints: starttlsPorts,
  violates: { submission: ['rfc3207-3-lc1', 'rfc8314-4-6'], imap: ['rfc8314-4-6'], pop3: ['rfc8314-4-6'] },
  hides: true,
  patch: answering(() => alert(80)),
})
