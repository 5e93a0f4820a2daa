import { randomBytes } from 'node:crypto'
import type { Extension } from '@peculiar/x509'
import { createKeys } from './keys.ts'
import { x509 } from './x509.ts'
import { permittedDomain } from './names.ts'
import { signCertificate, type Party } from './sign.ts'
import type { IssuerName } from './spec.ts'

/** A party that issues, with the certificates that a peer sends so that a verifier finds the way from it to a root. */
export interface Issuer extends Party {
  /** PEM of its own certificate. */
  certificate: string
  /** PEM, its own first. Without the trusted root, which the verifier has; with the untrusted one, which it has not. */
  chain: string
}

interface Design {
  /** Who signs it. Left out: it signs itself. */
  under?: IssuerName
  notCa?: true
  /** How many CAs may stand below it (RFC 5280, section 4.2.1.9). */
  pathLength?: number
  /** The only domain below which it may issue (RFC 5280, section 4.2.1.10). */
  permits?: string
}

const designs: Record<IssuerName, Design> = {
  root: {},
  intermediate: { under: 'root', pathLength: 0 },
  'below-intermediate': { under: 'intermediate' },
  constrained: { under: 'root', permits: 'example.test' },
  'end-entity': { under: 'root', notCa: true },
  'untrusted-root': {},
}

/** The issuers of one authority, each made when first asked for and kept. */
export function createIssuers(name: string): (issuer: IssuerName) => Promise<Issuer> {
  const known = new Map<IssuerName, Promise<Issuer>>()
  return function find(issuer) {
    const made = known.get(issuer) ?? make(name, issuer, find)
    known.set(issuer, made)
    return made
  }
}

async function make(name: string, title: IssuerName, find: (issuer: IssuerName) => Promise<Issuer>): Promise<Issuer> {
  const design = designs[title]
  const above = design.under && (await find(design.under))
  // The random part keeps the authorities of one trust store apart.
  const subject = { commonName: `${name} ${title} ${randomBytes(4).toString('hex')}`, keys: await createKeys() }
  const signed = await signCertificate({ subject, issuer: above ?? subject, extensions: await powers(design) })
  const certificate = `${signed.toString('pem')}\n`
  return { ...subject, certificate, chain: title === 'root' ? '' : certificate + (above?.chain ?? '') }
}

async function powers({ notCa, pathLength, permits }: Design): Promise<Extension[]> {
  const { BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags, Extension } = await x509()
  // Without a key usage nothing but the missing CA flag forbids it to sign.
  if (notCa) return [new BasicConstraintsExtension(false, undefined, true)]
  return [
    new BasicConstraintsExtension(true, pathLength, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ...(permits ? [new Extension('2.5.29.30', true, await permittedDomain(permits))] : []),
  ]
}
