import { X509Certificate } from 'node:crypto'
import type { TlsFacts } from '../../harness/wire/tls-session.ts'

/** The common name in the certificate that the client proved to have, where its issuer is one that the server trusts. */
export function clientCertificateName(facts?: TlsFacts): string | undefined {
  if (!facts?.peerCertificate || facts.authorizationError) return undefined
  const { subject } = new X509Certificate(facts.peerCertificate)
  return /^CN=(.*)$/m.exec(subject)?.[1]
}
