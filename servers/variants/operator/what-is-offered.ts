import { operatorVariant } from '../../bugs/bug.ts'
import { denying } from '../../bugs/operator/edit-zone.ts'

const inCleartext = ['submission', 'imap', 'pop3'] as const

/** The cleartext ports are closed, as section 4.1 has it in the end. */
export const implicitTlsOnly = operatorVariant({ name: 'implicit-tls-only', without: inCleartext })

/** RFC 6186, section 3.4: and DNS says so. */
export const saysNotOffered = operatorVariant({
  name: 'says-not-offered-in-cleartext',
  without: inCleartext,
  zone: (zone) => inCleartext.reduce(denying, zone),
})

/** Nobody has to offer POP3. */
export const withoutPop3 = operatorVariant({ name: 'without-pop3', without: ['pop3', 'pop3s'] })

/** POP3 is there for some, and not advertised to all. */
export const pop3NotAdvertised = operatorVariant({
  name: 'pop3-not-advertised',
  zone: (zone) => denying(denying({ ...zone, records: zone.records }, 'pop3'), 'pop3s'),
})
