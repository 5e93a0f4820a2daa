/**
 * The SubjectPublicKeyInfo of a certificate, byte for byte: libraries that export keys may encode them anew. Throws a
 * RangeError for what is no DER.
 */
export function subjectPublicKeyInfo(certificate: Buffer): Buffer {
  const fields = elements(content(content(certificate)))
  // version, [0], may be missing; serialNumber, signature, issuer, validity and subject stand before the key
  const first = fields[0]?.[0] === 0xa0 ? 1 : 0
  const found = fields[first + 5]
  if (!found) throw new RangeError('the certificate ends before its key')
  return found
}

/** What the first element of some DER holds. */
function content(der: Buffer): Buffer {
  const { start, end } = extent(der)
  return der.subarray(start, end)
}

/** The elements of a sequence, each with its tag and length. */
function elements(sequence: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let rest = sequence; rest.length > 0;) {
    const { end } = extent(rest)
    found.push(rest.subarray(0, end))
    rest = rest.subarray(end)
  }
  return found
}

function extent(der: Buffer): { start: number; end: number } {
  const short = der.readUInt8(1)
  const more = short < 0x80 ? 0 : short & 0x7f
  const start = 2 + more
  const end = start + (more === 0 ? short : der.readUIntBE(2, more))
  if (end > der.length) throw new RangeError('the element is longer than what holds it')
  return { start, end }
}
