import { der } from './der.ts'
import { x509 } from './x509.ts'

/** The names in a certificate. Only those that are given go in. */
export interface Names {
  /** Common name of the subject. Default: the first DNS name, then the first address, then a text that is no name. */
  cn?: string
  /** DNS-ID (dNSName), also wildcards and A-labels. */
  dns?: readonly string[]
  /** IP-ID (iPAddress), IPv4 or IPv6. */
  ip?: readonly string[]
  /** rfc822Name. */
  email?: readonly string[]
  /** SRV-ID (RFC 4985), such as `_imaps.example.test`. */
  srv?: readonly string[]
  /** URI-ID (uniformResourceIdentifier). */
  uri?: readonly string[]
}

/** The names of a server on this machine, seen from here and from its containers. */
export const hostNames: Names = { dns: ['localhost', 'host.docker.internal'], ip: ['127.0.0.1', '::1'] }

/** The common name for the subject. */
export function commonName({ cn, dns = [], email = [] }: Names): string {
  // 64 characters are the upper bound of a common name (RFC 5280, appendix A.1).
  return cn ?? [...dns, ...email].find((name) => name.length <= 64) ?? 'mailtls test certificate'
}

/**
 * Encodes the names as GeneralNames, the value of the extension subjectAltName (RFC 5280, section 4.2.1.6).
 * @returns the DER, or undefined where there is no name but a common name
 * @throws on an address that is not one
 */
export async function subjectAltName({ dns, ip, email, srv, uri }: Names): Promise<Buffer | undefined> {
  const { GeneralName } = await x509()
  const encode = (type: 'dns' | 'ip' | 'email' | 'url', values: readonly string[] = []) =>
    values.map((value) => new Uint8Array(new GeneralName(type, value).rawData))
  const all = [
    ...encode('dns', dns),
    ...encode('ip', ip),
    ...encode('email', email),
    ...encode('url', uri),
    ...(srv ?? []).map(srvName),
  ]
  return all.length > 0 ? der(0x30, ...all) : undefined
}

/** Encodes the extension nameConstraints that permits DNS names within a domain only (RFC 5280, section 4.2.1.10). */
export async function permittedDomain(domain: string): Promise<Buffer> {
  const { GeneralName } = await x509()
  const base = new Uint8Array(new GeneralName('dns', domain).rawData)
  return der(0x30, der(0xa0, der(0x30, base)))
}

// The library knows no such otherName: { id-on-dnsSRV, [0] IA5String } (RFC 4985, section 2).
function srvName(name: string): Buffer {
  const idOnDnsSrv = der(0x06, Buffer.from('2b06010505070807', 'hex'))
  return der(0xa0, idOnDnsSrv, der(0xa0, der(0x16, Buffer.from(name, 'ascii'))))
}
