import { isIP } from 'node:net'
import { queryName } from '../../harness/dns/names.ts'
import { recommendedSuites } from '../../harness/wire/recommended-suites.ts'
import type { ClientTls } from '../../harness/wire/tls-session.ts'
import type { Order } from './order.ts'

/** What TLS is asked for. The certificate is shown only where the server asks for one (RFC 8314, section 5.5). */
export function tlsOffer({ host, trust, clientCertificate }: Order): ClientTls {
  return {
    minVersion: 'TLSv1.2',
    ciphers: recommendedSuites,
    // nobody is trusted instead of everybody
    ca: trust === '' ? [] : trust,
    // an address is no name (RFC 6066, section 3)
    ...(!isIP(host) && { servername: queryName(host) }),
    ...clientCertificate,
  }
}
