import { createHash, X509Certificate } from 'node:crypto'
import { redactedIn } from '../redaction/redacted-in.ts'

/** A certificate that a peer showed, as a report tells of it. What stands in it is the peer's own words. */
export interface CertificateFacts {
  subject: string
  issuer: string
  /** subjectAltName, as `DNS:mail.example.org` */
  names: string[]
  /** ISO 8601, as far as the certificate has dates that can be read */
  from?: string
  to?: string
  /** as `rsa 2048` or `ec prime256v1` */
  key: string
  ca: boolean
}

/** The certificates of a run, by the SHA-256 of their DER. */
export class CertificateStore {
  readonly known: Record<string, CertificateFacts> = {}
  readonly #redact: (text: string) => string

  /** `redact` takes secrets out of what a peer says there. */
  constructor(redact = (text: string) => text) {
    this.#redact = redact
  }

  /** Takes certificates in; their fingerprints, in the same order. */
  readonly add = (chain: readonly Buffer[]): string[] =>
    chain.map((der) => {
      const fingerprint = createHash('sha256').update(der).digest('hex')
      this.known[fingerprint] ??= redactedIn(factsOf(der), this.#redact)
      return fingerprint
    })
}

function factsOf(der: Buffer): CertificateFacts {
  try {
    const certificate = new X509Certificate(der)
    return {
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      names: (certificate.subjectAltName ?? '').split(', ').filter(Boolean),
      ...dateOf('from', certificate.validFrom),
      ...dateOf('to', certificate.validTo),
      key: keyOf(certificate),
      ca: certificate.ca,
    }
  } catch {
    return { subject: 'a certificate that OpenSSL cannot read', issuer: '', names: [], key: 'unknown', ca: false }
  }
}

function oneLine(name: string | undefined): string {
  return (name ?? '').replaceAll('\n', ', ')
}

function dateOf<Key extends string>(key: Key, text: string): Partial<Record<Key, string>> {
  const date = new Date(text)
  return Number.isNaN(date.valueOf()) ? {} : ({ [key]: date.toISOString() } as Partial<Record<Key, string>>)
}

function keyOf({ publicKey }: X509Certificate): string {
  const { asymmetricKeyType = 'unknown', asymmetricKeyDetails: details } = publicKey
  return [asymmetricKeyType, details?.modulusLength ?? details?.namedCurve].filter(Boolean).join(' ')
}
