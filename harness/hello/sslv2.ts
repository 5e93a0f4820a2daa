import { uint, vector } from './vectors.ts'

/** SSLv2's own ciphers: RC4, RC2, IDEA, DES and 3DES with MD5, the export ones, and those few with SHA or 64 bits. */
const ciphers = [0x010080, 0x020080, 0x030080, 0x040080, 0x050080, 0x060040, 0x0700c0, 0x060140, 0x0701c0, 0x080080]

/** A CLIENT-HELLO of SSLv2 itself, with its own ciphers only: no server can take it for an offer of SSL 3.0 or TLS. */
export function sslv2ClientHello(): Buffer {
  const specs = Buffer.concat(ciphers.map((code) => uint(3, code)))
  // nothing is ever agreed with it
  const challenge = Buffer.from('mailtls, SSLv2 ?')
  const lengths = [specs.length, 0, challenge.length].map((length) => uint(2, length))
  const hello = vector(2, uint(1, 1), uint(2, 0x0002), ...lengths, specs, challenge)
  // a header of two bytes, which says that no padding follows
  hello[0]! |= 0x80
  return hello
}

/** What SSLv2 says for itself: it would go on, or it knows the version but has no cipher in common (or another error). */
export type Sslv2Answer = { kind: 'sslv2-hello' } | { kind: 'sslv2-error'; code: number }

/** Reads the start of an answer as SSLv2's; 'more' while too little has come to tell, undefined where it is none. */
export function sslv2Answer(bytes: Buffer): Sslv2Answer | 'more' | undefined {
  if (bytes.length === 0) return 'more'
  // no text and no TLS record starts with the high bit set
  if (bytes[0]! < 0x80) return undefined
  if (bytes.length < 3) return 'more'
  if (bytes[2] === 4) return { kind: 'sslv2-hello' }
  if (bytes[2] !== 0 || bytes[1] !== 3) return undefined
  return bytes.length < 5 ? 'more' : { kind: 'sslv2-error', code: bytes.readUInt16BE(3) }
}
