import { isIP } from 'node:net'
import { queryName } from '../../harness/dns/names.ts'
import type { ClientTls } from '../../harness/wire/tls-session.ts'
import type { Order } from './order.ts'

/** What RFC 9325 recommends, best first; no CBC, no static RSA, no finite-field DH (sections 4.1 and 4.2). */
const recommendedSuites = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
].join(':')

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
