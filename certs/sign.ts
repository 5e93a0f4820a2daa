import type { Extension, X509Certificate } from '@peculiar/x509'
import { der } from './der.ts'
import type { Keys } from './keys.ts'
import { x509 } from './x509.ts'
import type { Validity } from './spec.ts'

/** Somebody with a name and a key: the subject of a certificate and, above it, its issuer. */
export interface Party {
  commonName: string
  keys: Keys
}

export interface Statement {
  subject: Party
  /** The subject itself for a self-signed certificate. */
  issuer: Party
  validity?: Validity
  hash?: 'SHA-1' | 'SHA-256'
  extensions: readonly Extension[]
}

const day = 24 * 60 * 60 * 1000

/** Signs a certificate, with key identifiers and a random serial number of 128 bits. */
export async function signCertificate(statement: Statement): Promise<X509Certificate> {
  const { subject, issuer, hash = 'SHA-256', extensions } = statement
  const { X509CertificateGenerator, SubjectKeyIdentifierExtension, AuthorityKeyIdentifierExtension } = await x509()
  return await X509CertificateGenerator.create({
    subject: [{ CN: [subject.commonName] }],
    issuer: [{ CN: [issuer.commonName] }],
    ...(statement.validity ?? currently()),
    publicKey: subject.keys.spki,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash },
    extensions: [
      ...extensions,
      new SubjectKeyIdentifierExtension(subject.keys.id),
      new AuthorityKeyIdentifierExtension(issuer.keys.id),
    ],
  })
}

/** Signs a CRL that lists one certificate (RFC 5280, section 5). Returns PEM. */
export async function signRevocation(issuer: Party, { serialNumber }: X509Certificate): Promise<string> {
  const { X509CrlGenerator, AuthorityKeyIdentifierExtension, Extension, PemConverter } = await x509()
  const { notBefore: thisUpdate, notAfter: nextUpdate } = currently()
  const crl = await X509CrlGenerator.create({
    issuer: [{ CN: [issuer.commonName] }],
    thisUpdate,
    nextUpdate,
    entries: [{ serialNumber, revocationDate: thisUpdate }],
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [new AuthorityKeyIdentifierExtension(issuer.keys.id), new Extension('2.5.29.20', false, crlNumber())],
  })
  // The library would write "BEGIN CRL", which OpenSSL does not read.
  return `${PemConverter.encode(crl.rawData, 'X509 CRL')}\n`
}

function currently(): Validity {
  const now = Date.now()
  return { notBefore: new Date(now - day), notAfter: new Date(now + 30 * day) }
}

// Each CRL has a higher number than those before it: the time does that without a counter to keep.
function crlNumber(): Buffer {
  const number = Buffer.alloc(8)
  number.writeBigInt64BE(BigInt(Date.now()))
  return der(0x02, number.subarray(number.findIndex((octet) => octet > 0)))
}
