import type { Extension, X509Certificate } from '@peculiar/x509'
import { certificateKinds, type CertificateKind } from './catalogue.ts'
import { der } from './der.ts'
import { createIssuers } from './issuers.ts'
import { createKeys, privateKeyPem } from './keys.ts'
import { x509 } from './x509.ts'
import { commonName, hostNames, subjectAltName, type Names } from './names.ts'
import { signCertificate, signRevocation } from './sign.ts'
import type { CertificateSpec } from './spec.ts'

export interface AuthorityOptions {
  /** Begins the names of the root and of its intermediates. Default: `mailtls`. */
  name?: string
}

/** A certificate authority for tests. Its root is the one certificate that the other side is to trust. */
export interface Authority {
  /** PEM of the root. */
  certificate: string
  /** PKCS#8 PEM of the root's key. */
  key: string
  /**
   * Issues a certificate with a key.
   * @param what a kind of the catalogue, or a specification of one's own
   * @param names replace all names of the kind
   * @throws on an IP address that is not one
   */
  issue: (what: CertificateKind | CertificateSpec, names?: Names) => Promise<Issued>
}

/** What a TLS endpoint presents, and what its peer needs to judge it. All are PEM. */
export interface Issued {
  /** The certificates to send, the leaf first. */
  cert: string
  /** The private key, PKCS#8. */
  key: string
  /** The trust anchor of the peer: always the root of the authority, also where it did not sign. */
  ca: string
  /** With a revoked certificate: the CRL that lists it. */
  crl?: string
}

/**
 * Makes a certificate authority, which lives as long as it is referred to: nothing is written and nothing has to be closed.
 * @see RFC 5280, section 6 for what becomes of what it issues
 * @example
 * ```ts
 * import { X509Certificate } from 'node:crypto'
 * import { createAuthority } from 'mailtls'
 *
 * const authority = await createAuthority({ name: 'our tests' })
 * const server = await authority.issue('valid', { dns: ['mail.example.org'] })
 * const client = await authority.issue('client', { cn: 'test', email: ['test@example.org'] })
 * console.log(new X509Certificate(server.cert).checkHost('mail.example.org'), server.ca === client.ca) // mail.example.org true
 * ```
 */
export async function createAuthority({ name = 'mailtls' }: AuthorityOptions = {}): Promise<Authority> {
  const issuers = createIssuers(name)
  const root = await issuers('root')

  async function issue(what: CertificateKind | CertificateSpec, names?: Names): Promise<Issued> {
    const kind = typeof what === 'string' ? certificateKinds[what].spec : what
    const spec = names ? { ...kind, names } : kind
    const subject = { commonName: commonName(spec.names ?? hostNames), keys: await createKeys(spec.key) }
    const above = spec.issuer === 'self' ? undefined : await issuers(spec.issuer ?? 'root')
    const leaf = await signCertificate({
      subject,
      issuer: above ?? subject,
      validity: spec.validity,
      hash: spec.hash,
      extensions: await leafExtensions(spec),
    })
    return {
      cert: (await toPem(leaf, spec.brokenSignature)) + (spec.withoutChain ? '' : (above?.chain ?? '')),
      key: await privateKeyPem(subject.keys),
      ca: root.certificate,
      ...(spec.revoked && { crl: await signRevocation(above ?? subject, leaf) }),
    }
  }

  return { certificate: root.certificate, key: await privateKeyPem(root.keys), issue }
}

async function leafExtensions(spec: CertificateSpec): Promise<Extension[]> {
  const library = await x509()
  const san = await subjectAltName(spec.names ?? hostNames)
  return [
    new library.BasicConstraintsExtension(false, undefined, true),
    new library.KeyUsagesExtension(library.KeyUsageFlags[spec.keyUsage ?? 'digitalSignature'], true),
    new library.ExtendedKeyUsageExtension([library.ExtendedKeyUsage[spec.purpose ?? 'serverAuth']]),
    ...(san ? [new library.Extension('2.5.29.17', false, san)] : []),
    // 32473 is the enterprise number for examples (RFC 5612), so nobody will ever know this extension.
    ...(spec.unknownCriticalExtension ? [new library.Extension('1.3.6.1.4.1.32473.1', true, der(0x05))] : []),
  ]
}

async function toPem(certificate: X509Certificate, broken?: true): Promise<string> {
  const { PemConverter } = await x509()
  const octets = new Uint8Array(certificate.rawData.slice(0))
  // The last octet belongs to the signature, so the DER stays well-formed.
  if (broken) octets[octets.length - 1]! ^= 1
  return `${PemConverter.encode(octets, 'CERTIFICATE')}\n`
}
