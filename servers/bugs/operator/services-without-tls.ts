import { operatorBug } from '../bug.ts'
import { denying } from './edit-zone.ts'
import { on, withoutStarttls } from './on.ts'

/** Section 4: every service with TLS, with implicit TLS, and for older clients with STARTTLS: POP3 has none of them. */
export const noTlsOnPop3 = operatorBug({
  name: 'no-tls-on-pop3',
  violates: ['rfc8314-4-1', 'rfc8314-4-4', 'rfc8314-3-lc1', 'rfc8314-4-5'],
  without: ['pop3s'],
  patches: on(withoutStarttls, 'pop3'),
  zone: (zone) => denying(zone, 'pop3s'),
})

/** Section 4: implicit TLS ought to be there for each; DNS says that for IMAP it is not. */
export const imapWithoutImplicitTls = operatorBug({
  name: 'imap-without-implicit-tls',
  violates: ['rfc8314-4-4', 'rfc8314-3-lc1'],
  without: ['imaps'],
  zone: (zone) => denying(zone, 'imaps'),
})

/** Section 4: an old client on port 143 has no way to TLS. */
export const imapWithoutStarttls = operatorBug({
  name: 'imap-without-starttls',
  violates: ['rfc8314-4-5'],
  patches: on(withoutStarttls, 'imap'),
})
