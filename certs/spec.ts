import type { KeyKind } from './keys.ts'
import type { Names } from './names.ts'

/** The certificates above a leaf. */
export type IssuerName =
  | 'root'
  | 'intermediate'
  | 'below-intermediate'
  | 'constrained'
  | 'end-entity'
  | 'untrusted-root'

/** What a certificate is like. All that is left out is as in a good server certificate signed by the root. */
export interface CertificateSpec {
  /** Default: `localhost`, `host.docker.internal` and the loopback addresses. */
  names?: Names
  /** Who signs it; `self` for the key of the certificate itself. Default: `root`. */
  issuer?: IssuerName | 'self'
  /** The certificate is sent without those that lead to the root. */
  withoutChain?: true
  /** Default: from a day ago to 30 days ahead. */
  validity?: Validity
  /** Default: `p256`. */
  key?: KeyKind
  /** Hash of the signature on the certificate, where an ECDSA key signs; RSA keys sign with SHA-256. Default: SHA-256. */
  hash?: 'SHA-1' | 'SHA-256'
  /** Default: `digitalSignature`; an RSA key that is sent secrets needs `keyEncipherment` (RFC 5246, section 7.4.2). */
  keyUsage?: 'digitalSignature' | 'keyEncipherment' | 'nonRepudiation'
  /** Default: `serverAuth`. */
  purpose?: 'serverAuth' | 'clientAuth'
  /** It comes with a CRL that lists it. */
  revoked?: true
  /** It holds a critical extension that nobody knows. */
  unknownCriticalExtension?: true
  /** One bit of the signature is wrong. */
  brokenSignature?: true
}

export interface Validity {
  notBefore: Date
  notAfter: Date
}

/** A named kind of certificate: how to make it and what a verifier is to make of it. */
export interface KindEntry {
  /** One line: what the certificate is, or what is wrong with it. */
  what: string
  /** Who presents it. A client kind is judged by the server. */
  side: 'server' | 'client'
  /** What a conforming verifier does; `either` where the RFCs leave it the choice. */
  verdict: 'accept' | 'refuse' | 'either'
  /** The rule that decides the verdict. */
  because: string
  /** The host name that the verdict is about. Default: `localhost`. */
  verifyAs?: string
  /**
   * What Node's TLS says to it at security level 2, as the tests make sure: `OK`, or the `code` of its error, or the
   * message where that code is only `UNSPECIFIED`.
   */
  node: string
  /** Where Node differs from the verdict, and how to serve what OpenSSL does not like to serve. */
  note?: string
  /** How it is made. */
  spec: CertificateSpec
}
