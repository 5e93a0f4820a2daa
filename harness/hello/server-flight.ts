import { createDiffieHellmanGroup, createECDH, createSign, randomBytes } from 'node:crypto'
import { recordType } from '../wire/tls-records.ts'
import type { ClientOffer } from './client-offer.ts'
import { extensionTypes, groups, signatureSchemes, type TlsVersion, versions } from './codes.ts'
import type { Suite } from './suites.ts'
import { uint, vector } from './vectors.ts'

/** What a server of TLS 1.2 shows and signs with, in PEM. */
export interface Credentials {
  cert: string
  key: string
}

/** A ServerHello of this version that chooses this suite, in a record. */
export function serverHello(version: TlsVersion, { code }: Suite): Buffer {
  return record(version, handshake(2, helloBody(version, code, randomBytes(32))))
}

/**
 * All that a server of TLS 1.2 says before the client's turn, with a suite that it has chosen of an offer: no TLS engine
 * is needed to see what the client makes of it. No encrypt_then_mac is agreed to.
 */
export function serverFlight(offer: ClientOffer, suite: Suite, { cert, key }: Credentials): Buffer {
  const version = 'TLSv1.2'
  const random = randomBytes(32)
  const certificates = certificatesIn(cert).map((der) => vector(3, der))
  const parameters = parametersFor(suite, offer)
  return Buffer.concat([
    record(version, handshake(2, helloBody(version, suite.code, random))),
    record(version, handshake(11, vector(3, ...certificates))),
    ...(parameters ? [record(version, handshake(12, signed(parameters, suite, { key, offer, random })))] : []),
    record(version, handshake(14)),
  ])
}

/** The kind of key that a server needs for that; undefined where it takes more than is made here. */
export function flightKey({ name }: Suite): 'rsa' | 'ecdsa' | undefined {
  if (/^TLS_(?:RSA|DHE_RSA|ECDHE_RSA)_(?!EXPORT|PSK)/.test(name)) return 'rsa'
  return name.startsWith('TLS_ECDHE_ECDSA_') ? 'ecdsa' : undefined
}

function helloBody(version: TlsVersion, suite: number, random: Buffer): Buffer {
  // secure renegotiation is what clients insist on (RFC 5746, section 3.4)
  const renegotiation = [uint(2, extensionTypes.renegotiationInfo), vector(2, vector(1))]
  const parts = [uint(2, versions[version]), random, vector(1), uint(2, suite), uint(1, 0), vector(2, ...renegotiation)]
  return Buffer.concat(parts)
}

/** ServerECDHParams (RFC 8422, section 5.4) or ServerDHParams (RFC 5246, section 7.4.3), with keys that nobody keeps. */
function parametersFor({ name }: Suite, offer: ClientOffer): Buffer | undefined {
  if (name.includes('_ECDHE_')) {
    const group = offer.groups.includes('secp256r1') ? 'secp256r1' : 'secp384r1'
    const point = createECDH(group === 'secp256r1' ? 'prime256v1' : group).generateKeys()
    const named = 3
    return Buffer.concat([uint(1, named), uint(2, groups[group]), vector(1, point)])
  }
  if (!name.includes('_DHE_')) return undefined
  const agreement = createDiffieHellmanGroup('modp14')
  const own = agreement.generateKeys()
  return Buffer.concat([agreement.getPrime(), agreement.getGenerator(), own].map((number) => vector(2, number)))
}

function signed(
  parameters: Buffer,
  { name }: Suite,
  { key, offer, random }: { key: string; offer: ClientOffer; random: Buffer },
): Buffer {
  const scheme = name.includes('_ECDSA_') ? 'ecdsa_secp256r1_sha256' : 'rsa_pkcs1_sha256'
  const signature = createSign('sha256')
    .update(Buffer.concat([offer.random, random, parameters]))
    .sign(key)
  return Buffer.concat([parameters, uint(2, signatureSchemes[scheme]), vector(2, signature)])
}

/** The certificates in some PEM, in their order, in DER. */
function certificatesIn(pem: string): Buffer[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g)
  return [...blocks].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
}

function handshake(type: number, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([uint(1, type), vector(3, body)])
}

function record(version: TlsVersion, message: Buffer): Buffer {
  return Buffer.concat([uint(1, recordType.handshake), uint(2, versions[version]), vector(2, message)])
}
