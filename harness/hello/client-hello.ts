import { createECDH, generateKeyPairSync, randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import { recordType } from '../wire/tls-records.ts'
import { extensionTypes, type Group, groups, type SignatureScheme, signatureSchemes } from './codes.ts'
import { type TlsVersion, versions } from './codes.ts'
import type { Suite } from './suites.ts'
import { uint, vector } from './vectors.ts'

/** What to offer. Without more than the first two, what servers of that version need. */
export interface HelloOffer {
  /**
   * the highest version. TLS 1.3 is offered alone unless `supportedVersions` says otherwise, yet a server that does not
   * know it takes the same bytes for an offer of TLS 1.2: the answer has the version that counts.
   */
  version: TlsVersion
  suites: readonly Pick<Suite, 'code'>[]
  /** what the record claims; TLS 1.0, as RFC 5246 (appendix E.1) and 8446 (section 5.1) have it, or SSL 3.0 */
  recordVersion?: TlsVersion
  supportedVersions?: readonly TlsVersion[]
  groups?: readonly Group[]
  signatureAlgorithms?: readonly SignatureScheme[]
  /** TLS 1.3 only; none make a server ask for one by HelloRetryRequest */
  keyShares?: readonly KeyShare[]
  /** left out where it is an IP address (RFC 6066, section 3) */
  serverName?: string
  alpn?: readonly string[]
  encryptThenMac?: boolean
  extendedMasterSecret?: boolean
  /** how secure renegotiation is signalled (RFC 5746) */
  renegotiation?: 'scsv' | 'extension' | 'none'
  /** whether there are extensions at all; SSL 3.0 has none */
  extensions?: boolean
}

export type KeyShare = keyof typeof publicKeys

/** Public keys, made once; nothing is ever agreed with them, so that the private ones are thrown away. */
const publicKeys = {
  x25519: once(() => Buffer.from(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x!, 'base64url')),
  secp256r1: once(() => createECDH('prime256v1').generateKeys()),
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** Without FFDHE groups: naming some would keep servers from DHE with a group of their own (RFC 7919, section 4). */
const usualGroups = ['x25519', 'secp256r1', 'secp384r1', 'secp521r1', 'x448'] as const

const emptyRenegotiationInfoScsv = 0x00ff

/** A ClientHello that offers exactly this, in one record. */
export function clientHello(offer: HelloOffer): Buffer {
  const { version, suites, recordVersion = version === 'SSLv3' ? 'SSLv3' : 'TLSv1' } = offer
  const { renegotiation = 'scsv', extensions = version !== 'SSLv3' } = offer
  const codes = suites.map(({ code }) => code)
  if (renegotiation === 'scsv') codes.push(emptyRenegotiationInfoScsv)
  const body = Buffer.concat([
    uint(2, Math.min(versions[version], versions['TLSv1.2'])),
    randomBytes(32),
    // no session to resume, no compression
    vector(1),
    vector(2, ...codes.map((code) => uint(2, code))),
    vector(1, uint(1, 0)),
    ...(extensions ? [vector(2, ...extensionsOf(offer))] : []),
  ])
  const handshake = Buffer.concat([uint(1, 1), vector(3, body)])
  return Buffer.concat([uint(1, recordType.handshake), uint(2, versions[recordVersion]), vector(2, handshake)])
}

function extensionsOf(offer: HelloOffer): Buffer[] {
  const { version, serverName, alpn, keyShares = ['x25519', 'secp256r1'] } = offer
  const { encryptThenMac = true, extendedMasterSecret = true, renegotiation } = offer
  const { supportedVersions = version === 'TLSv1.3' ? [version] : undefined } = offer
  // TLS 1.2 has brought it (RFC 5246, section 7.4.1.4.1)
  const signs = versions[version] >= versions['TLSv1.2'] || offer.signatureAlgorithms
  const list: Buffer[] = []
  const add = (type: keyof typeof extensionTypes, ...content: Buffer[]) =>
    list.push(uint(2, extensionTypes[type]), vector(2, ...content))
  if (serverName && !isIP(serverName)) add('serverName', vector(2, uint(1, 0), vector(2, Buffer.from(serverName))))
  add('supportedGroups', codesOf(groups, offer.groups ?? usualGroups))
  // uncompressed, and nothing else (RFC 9325, section 4.2.1)
  add('ecPointFormats', vector(1, uint(1, 0)))
  if (signs) add('signatureAlgorithms', codesOf(signatureSchemes, offer.signatureAlgorithms ?? everyScheme))
  if (alpn) add('alpn', vector(2, ...alpn.map((name) => vector(1, Buffer.from(name)))))
  if (encryptThenMac) add('encryptThenMac')
  if (extendedMasterSecret) add('extendedMasterSecret')
  if (renegotiation === 'extension') add('renegotiationInfo', vector(1))
  if (supportedVersions) {
    add('supportedVersions', vector(1, ...supportedVersions.map((name) => uint(2, versions[name]))))
  }
  if (supportedVersions?.includes('TLSv1.3')) {
    const shares = keyShares.map((name) => [uint(2, groups[name]), vector(2, publicKeys[name]())])
    add('keyShare', vector(2, ...shares.flat()))
  }
  return list
}

const everyScheme = Object.keys(signatureSchemes) as SignatureScheme[]

function codesOf<Name extends string>(codes: Record<Name, number>, names: readonly Name[]): Buffer {
  return vector(2, ...names.map((name) => uint(2, codes[name])))
}
