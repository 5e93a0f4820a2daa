import { createHash, X509Certificate } from 'node:crypto'
import type { ZoneRecord } from '../../../harness/dns/zone.ts'
import { operatorVariant } from '../../bugs/bug.ts'
import { withMore, withTlsa } from '../../bugs/operator/edit-zone.ts'
import { serving } from '../../bugs/family.ts'
import { on } from '../../bugs/operator/on.ts'

/** The whole certificate of the issuer, which is sent along: DANE-TA(2) (RFC 7671, section 5.2). */
export const tlsaOfTheIssuer = operatorVariant({
  name: 'tlsa-of-the-issuer',
  certificate: 'intermediate',
  zone(zone, { certificate }) {
    const issuer = new X509Certificate(certificate.slice(certificate.lastIndexOf('-----BEGIN')))
    const association = createHash('sha256').update(issuer.raw).digest('hex')
    return withTlsa(zone, { usage: 2, selector: 0, association })
  },
})

/** A key by SHA-512. */
export const tlsaBySha512 = operatorVariant({
  name: 'tlsa-by-sha-512',
  zone(zone, { certificate }) {
    const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
    return withTlsa(zone, { matchingType: 2, association: createHash('sha512').update(key).digest('hex') })
  },
})

/** While a key changes both have records (RFC 7671, section 8). */
export const tlsaOfTwoKeys = operatorVariant({
  name: 'tlsa-of-two-keys',
  zone: (zone) =>
    withMore(
      zone,
      ...zone.records.flatMap((record): ZoneRecord[] =>
        record.type === 'TLSA' ? [{ ...record, data: { ...record.data, association: 'cd'.repeat(32) } }] : [],
      ),
    ),
})

/** In TLS 1.3 certificates are sent under encryption. */
export const tlsaWithTls13Only = operatorVariant({
  name: 'tlsa-with-tls-1-3-only',
  patches: on(serving({ minVersion: 'TLSv1.3' }), 'submission', 'submissions', 'imap', 'imaps', 'pop3', 'pop3s'),
})
