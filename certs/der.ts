/**
 * Encodes one DER element with a definite length.
 * @param tag the identifier octet, such as 0x30 for SEQUENCE
 * @param content the parts of the content, put one after the other; at most 65535 octets together
 */
export function der(tag: number, ...content: Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(body.length)]), body])
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  if (length < 0x100) return [0x81, length]
  if (length < 0x10000) return [0x82, length >> 8, length & 0xff]
  throw new RangeError(`A DER element of ${length} octets is longer than this encoder supports (65535)`)
}
