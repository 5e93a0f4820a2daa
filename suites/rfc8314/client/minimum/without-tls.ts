import { handshakeRows } from '../../../shortfall/handshake-rows.ts'

/** Servers that have no TLS where it comes first (RFC 8314, section 5.2). */
export const withoutTlsChecks = handshakeRows('rfc8314', { ports: 'implicit-tls' })
