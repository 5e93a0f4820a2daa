import { X509Certificate } from 'node:crypto'
import type { Connecting } from '../../../harness/check.ts'
import { Inconclusive } from '../../../harness/verdict.ts'
import { anyTls, type ClientTls } from '../../../harness/wire/tls-session.ts'

/** Every suite in which the server has to show a certificate. */
const withCertificate = anyTls.ciphers!.replace(':aNULL', '')

/** What a server shows in a handshake: its certificate, and what is wrong with the path to an anchor that is trusted. */
export interface Shown {
  certificate: X509Certificate
  /** OpenSSL's word for it, such as CERT_HAS_EXPIRED; a name that does not match is not among them */
  pathError?: string
  /** the certificate and those above it, in DER */
  chain: Buffer[]
}

/** Looks at the certificate of a server, inside TLS. Throws what a handshake throws. */
export async function certificateOf(server: Connecting, tls: ClientTls = {}): Promise<Shown> {
  const dialogue = await server.connectSecurely({ ciphers: withCertificate, ...tls })
  const { peerCertificate, authorizationError, chain = [] } = dialogue.peer.tls!
  dialogue.close()
  if (!peerCertificate) throw new Inconclusive('no-certificate', `${server.name} shows no certificate`)
  return {
    certificate: new X509Certificate(peerCertificate),
    pathError: authorizationError === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : authorizationError,
    chain,
  }
}

/** Whether a DNS-ID of the certificate is that host; the common name is none (RFC 7817, section 5). */
export function hasDnsId(certificate: X509Certificate, host: string): boolean {
  return certificate.checkHost(host, { subject: 'never', partialWildcards: false }) !== undefined
}

/** The DNS-IDs of a certificate. */
export function dnsIds(certificate: X509Certificate): string[] {
  return identifiers(certificate, 'DNS:')
}

/** The SRV-IDs of a certificate (RFC 4985), such as `_imaps.example.org`. */
export function srvIds(certificate: X509Certificate): string[] {
  return identifiers(certificate, 'othername:SRVName:')
}

function identifiers({ subjectAltName = '' }: X509Certificate, kind: string): string[] {
  return subjectAltName
    .split(', ')
    .filter((name) => name.startsWith(kind))
    .map((name) => name.slice(kind.length).toLowerCase())
}

/** The common name of the subject. */
export function commonName({ subject }: X509Certificate): string | undefined {
  return /^CN=(.*)$/m.exec(subject ?? '')?.[1]?.toLowerCase()
}
