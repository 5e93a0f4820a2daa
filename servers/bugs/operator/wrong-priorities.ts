import type { Protocol } from '../../../harness/subject.ts'
import { operatorBug } from '../bug.ts'
import { withMore, withSrv } from './edit-zone.ts'
import { on, withoutStarttls } from './on.ts'

/** Section 4: implicit TLS ought to come first; section 4.5.2 says so again. */
export const starttlsBeforeImplicit = operatorBug({
  name: 'starttls-before-implicit-tls',
  violates: ['rfc8314-4-9', 'rfc8314-4.5.2-2'],
  zone: (zone) => withSrv(withSrv(zone, 'submission', { priority: 0 }), 'submissions', { priority: 10 }),
})

/** Where priorities are the same nothing is preferred, whatever the weights. */
export const equalPriorities = operatorBug({
  name: 'equal-priorities',
  violates: ['rfc8314-4-9', 'rfc8314-4.5.2-2'],
  zone: (zone) => withSrv(zone, 'imap', { priority: 0, weight: 0 }),
})

/** Cleartext before TLS, and before implicit TLS; and the old clients of section 4 find no STARTTLS. */
export const cleartextFirst = operatorBug({
  name: 'cleartext-first',
  violates: ['rfc8314-4-8', 'rfc8314-4.5.2-2', 'rfc8314-4-5'],
  patches: on(withoutStarttls, 'imap'),
  zone: (zone) => withSrv(withSrv(zone, 'imap', { priority: 0 }), 'imaps', { priority: 10 }),
})

/** Implicit TLS comes first; behind it stands a server without TLS before one with STARTTLS: port 25's serves for it. */
export const cleartextBeforeStarttls = operatorBug({
  name: 'cleartext-before-starttls',
  violates: ['rfc8314-4-8'],
  patches: on(withoutStarttls, 'smtp'),
  zone(zone, { endpoints }) {
    const portOf = (wanted: Protocol) => endpoints.find(({ protocol }) => protocol === wanted)!.listeners.default!.port
    const data = { priority: 15, weight: 1, port: portOf('smtp'), target: `mail.${zone.origin}` }
    return withMore(zone, { name: `_submission._tcp.${zone.origin}`, type: 'SRV', data })
  },
})
