import { operatorBug } from '../bug.ts'
import { on, takingPasswords } from './on.ts'

/** Sections 4 and 4.1, and RFC 8997 for new users: cleartext is to go. */
const violates = ['rfc8314-4-10', 'rfc8314-4.1-lc1', 'rfc8997-3-2']

export const passwordsInCleartextOnPop3 = operatorBug({
  name: 'passwords-in-cleartext-on-pop3',
  violates,
  patches: on(takingPasswords, 'pop3'),
})

/** RFC 3501, section 6.2.2, says so for IMAP. */
export const passwordsInCleartextOnImap = operatorBug({
  name: 'passwords-in-cleartext-on-imap',
  violates: [...violates, 'imp-rfc3501-6.2.2-7'],
  patches: on(takingPasswords, 'imap'),
})

/** RFC 4954, section 4, for submission. */
export const passwordsInCleartextOnSubmission = operatorBug({
  name: 'passwords-in-cleartext-on-submission',
  violates: [...violates, 'imp-rfc4954-4-31'],
  patches: on(takingPasswords, 'submission'),
})

/** Section 4: those who submit on port 25 in cleartext ought to be led to TLS, and not to AUTH there. */
export const passwordsInCleartextOnPort25 = operatorBug({
  name: 'passwords-in-cleartext-on-port-25',
  violates: ['rfc8314-4-11'],
  patches: on(takingPasswords, 'smtp'),
})
