import { X509Certificate } from 'node:crypto'
import { der, derContent, derElements } from '../../certs/der.ts'

/** What becomes one line of PEM, in octets, and how many of them hold all that is no zero. */
const line = 48
const head = 200 * line

/** The same certificate, in PEM, with a signature of so many zeros, which fits nothing: large, and quickly written and read. */
export function withSignatureOf(octets: number, pem: string): string {
  const [signed, algorithm] = derElements(derContent(new X509Certificate(pem).raw))
  const long = der(0x30, signed!, algorithm!, der(0x03, Buffer.alloc(octets)))
  const zeros = Math.floor((long.length - head) / line)
  // each launch makes one: to break 22 MB into lines would take longer than all the rest of it
  const body = `${lines(long.subarray(0, head))}${lines(Buffer.alloc(line)).repeat(zeros)}${lines(long.subarray(head + zeros * line))}`
  return `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`
}

function lines(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll(/.{64}/g, '$&\n')
}
