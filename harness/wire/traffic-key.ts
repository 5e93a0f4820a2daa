import { createHmac } from 'node:crypto'
import { uint, vector } from '../hello/vectors.ts'

/** HKDF-Expand-Label with an empty context, for at most one hash (RFC 8446, section 7.1). */
export function expandLabel(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const info = Buffer.concat([uint(2, length), vector(1, Buffer.from(`tls13 ${label}`)), uint(1, 0), uint(1, 1)])
  return createHmac(hash, secret).update(info).digest().subarray(0, length)
}

/** The nonce of a record: the initialization vector with the record's number, as far as 32 bits reach (RFC 8446, section 5.3). */
export function recordNonce(hash: string, secret: Buffer, sequence: number): Buffer {
  const nonce = Buffer.from(expandLabel(hash, secret, 'iv', 12))
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8)
  return nonce
}
