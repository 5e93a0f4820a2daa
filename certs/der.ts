/**
 * Encodes one DER element with a definite length.
 * @param tag the identifier octet, such as 0x30 for SEQUENCE
 * @param content the parts of the content, put one after the other; at most 16777215 octets together
 */
export function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(body.length)]), body])
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff]
  if (length < 0x1000000) return [0x83, length >> 16, (length >> 8) & 0xff, length & 0xff]
  throw new RangeError(`A DER element of ${length} octets is longer than this encoder supports (16777215)`)
}

/** What the first element of some DER holds. Throws a RangeError for what is no DER. */
export function derContent(bytes: Buffer): Buffer {
  const { start, end } = extent(bytes)
  return bytes.subarray(start, end)
}

/** The elements of a sequence, each with its tag and length. Throws a RangeError for what is no DER. */
export function derElements(sequence: Buffer): Buffer[] {
  const found: Buffer[] = []
  for (let rest = sequence; rest.length > 0;) {
    const { end } = extent(rest)
    found.push(rest.subarray(0, end))
    rest = rest.subarray(end)
  }
  return found
}

function extent(bytes: Buffer): { start: number; end: number } {
  const short = bytes.readUInt8(1)
  const more = short < 0x80 ? 0 : short & 0x7f
  const start = 2 + more
  const end = start + (more === 0 ? short : bytes.readUIntBE(2, more))
  if (end > bytes.length) throw new RangeError('the element is longer than what holds it')
  return { start, end }
}
