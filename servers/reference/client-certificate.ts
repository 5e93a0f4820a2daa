import { X509Certificate } from 'node:crypto'

/** The common name in a client's certificate, where the authority has signed it and it is in force. */
export function nameSignedBy(authority: string, certificate: Buffer): string | undefined {
  const [client, issuer] = [new X509Certificate(certificate), new X509Certificate(authority)]
  const now = new Date()
  const inForce = client.validFromDate <= now && now <= client.validToDate
  if (!inForce || !client.checkIssued(issuer) || !client.verify(issuer.publicKey)) return undefined
  return /^CN=(.*)$/m.exec(client.subject)?.[1]
}
