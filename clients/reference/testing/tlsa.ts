import { createHash, X509Certificate } from 'node:crypto'
import type { TlsaData } from '../../../harness/dns/records.ts'

/** DANE-EE for the key of a certificate, in PEM, by SHA-256 (RFC 7671, section 5.1). */
export function tlsaOf(certificate: string): TlsaData {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return { usage: 3, selector: 1, matchingType: 1, association: createHash('sha256').update(key).digest('hex') }
}
