import { type Authority, createAuthority, type Issued } from '../../certs/authority.ts'
import { type CertificateKind, kindNames } from '../../certs/catalogue.ts'
import type { Names } from '../../certs/names.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import { oneOf } from '../../harness/usage.ts'

/**
 * Issues a certificate for tests, with a P-256 key unless the kind says otherwise, valid from a day ago to 30 days ahead
 * unless it is about that. Nothing has to be closed.
 *
 * @param what a kind, such as `expired` or `wrong-name`, or a specification of one's own; default: `valid`
 * @param names what the certificate is for; default: those of the kind, which for most are `localhost`,
 *   `host.docker.internal` and the loopback addresses
 * @param authority who issues it; default: a new one. To issue several by the same, make it with `createAuthority`
 * @returns PEM: `cert`, the chain to send, leaf first; `key` (PKCS#8); `ca`, the root that the other side is to trust; for
 *   a revoked one `crl`
 * @throws MailtlsError `usage` for a kind that is not known, with the nearest; Error for an IP address that is none
 * @see RFC 5280 for what is in it, RFC 8314, section 5.2.2 and RFC 7817 for what names of servers are compared with
 * @example
 * ```ts
 * import { once } from 'node:events'
 * import tls from 'node:tls'
 * import { certificate } from 'mailtls'
 *
 * const { cert, key, ca } = await certificate('expired')
 * const server = tls.createServer({ cert, key }).on('tlsClientError', () => {}).listen(0, 'localhost')
 * await once(server, 'listening')
 * const { port } = server.address() as { port: number }
 * const client = tls.connect({ ca, port, host: 'localhost' })
 * const [error] = (await once(client, 'error', { signal: AbortSignal.timeout(5000) })) as [NodeJS.ErrnoException]
 * console.log(error.code) // CERT_HAS_EXPIRED
 * server.close()
 * ```
 */
export async function certificate(
  what: CertificateKind | CertificateSpec = 'valid',
  names?: Names,
  authority?: Authority,
): Promise<Issued> {
  const known = typeof what === 'string' ? oneOf('a kind of certificate', what, kindNames()) : what
  return await (authority ?? (await createAuthority())).issue(known, names)
}
