import { derContent, derElements } from '../../certs/der.ts'

/**
 * The SubjectPublicKeyInfo of a certificate, byte for byte: libraries that export keys may encode them anew. Throws a
 * RangeError for what is no DER.
 */
export function subjectPublicKeyInfo(certificate: Buffer): Buffer {
  const fields = derElements(derContent(derContent(certificate)))
  // version, [0], may be missing; serialNumber, signature, issuer, validity and subject stand before the key
  const first = fields[0]?.[0] === 0xa0 ? 1 : 0
  const found = fields[first + 5]
  if (!found) throw new RangeError('the certificate ends before its key')
  return found
}
