import { createHash, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { TlsaData } from './records.ts'
import { subjectPublicKeyInfo } from './spki.ts'

/** Whether a TLSA record matches; `certificate` counts from 0, the leaf, and is absent where only DNS has the anchor. */
export type TlsaMatch =
  | { outcome: 'match'; certificate?: number }
  | { outcome: 'no-match' }
  | { outcome: 'unusable'; reason: string }

/** DANE-EE for the key of a certificate, in PEM, by SHA-256 (RFC 7671, section 5.1). */
export function tlsaOf(certificate: string): TlsaData {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' })
  return { usage: 3, selector: 1, matchingType: 1, association: createHash('sha256').update(key).digest('hex') }
}

const hashes = [undefined, { name: 'sha256', length: 32 }, { name: 'sha512', length: 64 }] as const

/**
 * Compares a TLSA record with the certificates that a server sent (RFC 6698, section 2.1; RFC 7671, section 5), in DER
 * and the leaf first. Usages 1 and 3 are about the leaf; 0 and 2 about those above it, as far as their signatures lead
 * down to the leaf. For usage 0 add the root, which servers leave out. That the chain is valid otherwise (0, 1 and 2
 * want it), is not looked at here.
 */
export function matchesTlsa(record: TlsaData, chain: Buffer[]): TlsaMatch {
  const reason = fault(record)
  if (reason) return { outcome: 'unusable', reason }
  const sought = record.association.toLowerCase()
  const matching = (index: number) => chain[index] && selected(record, chain[index]) === sought
  const ofAnchor = record.usage === 0 || record.usage === 2
  const candidates = ofAnchor ? issuersOf(chain) : [0]
  const certificate = candidates.find(matching)
  if (certificate !== undefined) return { outcome: 'match', certificate }
  // an anchor that stands in the record as a whole need not be sent; the leaf itself is none
  const key = record.usage === 2 && record.matchingType === 0 && !matching(0) ? keyIn(record) : undefined
  const signed = key && [0, ...candidates].some((index) => chain[index] && isSignedBy(chain[index], key))
  return { outcome: signed ? 'match' : 'no-match' }
}

/** Why nobody can use a record (RFC 7671, section 9): unknown parameters or data that is malformed. */
function fault(record: TlsaData): string | undefined {
  const { usage, selector, matchingType, association } = record
  if (usage > 3) return `expected certificate usage 0 to 3, found ${usage}`
  if (selector > 1) return `expected selector 0 or 1, found ${selector}`
  if (matchingType > 2) return `expected matching type 0 to 2, found ${matchingType}`
  const bytes = association.length / 2
  const hash = hashes[matchingType]
  if (hash && bytes !== hash.length) return `expected ${hash.length} bytes for ${hash.name}, found ${bytes}`
  if (hash || keyIn(record)) return undefined
  return `expected a ${selector === 0 ? 'certificate' : 'public key'} in DER, found ${bytes} bytes that are none`
}

/** What a record's selector and matching type make of a certificate, in hex. */
function selected({ selector, matchingType }: TlsaData, certificate: Buffer): string | undefined {
  const data = selector === 0 ? certificate : attempt(() => subjectPublicKeyInfo(certificate))
  const hash = hashes[matchingType]
  return data && (hash ? createHash(hash.name).update(data).digest('hex') : data.toString('hex'))
}

/** The certificates of a chain that issued the leaf, directly or not, in whatever order they were sent. */
function issuersOf(chain: Buffer[]): number[] {
  const parsed = chain.map((der) => attempt(() => new X509Certificate(der)))
  const found = new Set([0])
  // a set goes on to what is added while it is walked through
  for (const index of found) {
    const child = parsed[index]
    for (const [above, issuer] of parsed.entries()) {
      if (child && issuer && attempt(() => child.checkIssued(issuer) && child.verify(issuer.publicKey)))
        found.add(above)
    }
  }
  return [...found].slice(1)
}

/** The key in a record that holds it, or its certificate, as a whole. */
function keyIn({ selector, association }: TlsaData): KeyObject | undefined {
  const bytes = Buffer.from(association, 'hex')
  return attempt(() => {
    if (selector === 1) return createPublicKey({ key: bytes, format: 'der', type: 'spki' })
    const certificate = new X509Certificate(bytes)
    // PEM would be taken too
    return certificate.raw.equals(bytes) ? certificate.publicKey : undefined
  })
}

function isSignedBy(certificate: Buffer, key: KeyObject): boolean {
  return attempt(() => new X509Certificate(certificate).verify(key)) ?? false
}

/** What comes of it, or nothing where the bytes are not what they should be. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
