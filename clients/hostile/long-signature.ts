import { X509Certificate } from 'node:crypto'
import { der, derContent, derElements } from '../../certs/der.ts'

/** The same certificate, in PEM, with a signature of so many octets, which fits nothing: large, and quickly read. */
export function withSignatureOf(octets: number, pem: string): string {
  const [signed, algorithm] = derElements(derContent(new X509Certificate(pem).raw))
  const long = der(0x30, signed!, algorithm!, der(0x03, Buffer.alloc(octets)))
  return `-----BEGIN CERTIFICATE-----\n${long.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}
