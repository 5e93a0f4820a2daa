import { createHash, subtle, type webcrypto } from 'node:crypto'

export type KeyKind = 'p256' | 'rsa2048' | 'rsa1024'

/** A key pair, with what certificates say of it. */
export interface Keys {
  privateKey: webcrypto.CryptoKey
  /** SubjectPublicKeyInfo, DER. */
  spki: ArrayBuffer
  /** Key identifier, hexadecimal (RFC 7093, section 2, method 4). */
  id: string
}

// Finding RSA primes takes 50 to 150 ms, so one pair of each size serves the whole process. No test needs two.
const rsa = new Map<KeyKind, Promise<Keys>>()

/** Makes a key pair: ECDSA P-256 a new one each time, RSA the same one for the whole process. */
export function createKeys(kind: KeyKind = 'p256'): Promise<Keys> {
  if (kind === 'p256') return generate({ name: 'ECDSA', namedCurve: 'P-256' })
  const keys = rsa.get(kind) ?? generate(rsaParameters(kind === 'rsa2048' ? 2048 : 1024))
  rsa.set(kind, keys)
  return keys
}

/** The private key as PKCS#8 PEM. */
export async function privateKeyPem({ privateKey }: Keys): Promise<string> {
  const base64 = Buffer.from(await subtle.exportKey('pkcs8', privateKey)).toString('base64')
  return `-----BEGIN PRIVATE KEY-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END PRIVATE KEY-----\n`
}

async function generate(algorithm: webcrypto.EcKeyGenParams | webcrypto.RsaHashedKeyGenParams): Promise<Keys> {
  const { privateKey, publicKey } = await subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const spki = await subtle.exportKey('spki', publicKey)
  const id = createHash('sha256').update(Buffer.from(spki)).digest('hex').slice(0, 40)
  return { privateKey, spki, id }
}

function rsaParameters(modulusLength: number) {
  return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength, publicExponent: Uint8Array.of(1, 0, 1) }
}
