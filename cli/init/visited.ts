import { parametersOf } from '../../harness/capability.ts'
import { CertificateStore, type CertificateFacts } from '../../harness/report/certificate.ts'
import { type Endpoint, type Protocol, protocols } from '../../harness/subject.ts'
import type { Sight } from '../../suites/claims/look-around.ts'

/** An endpoint, and what it showed. */
export interface Visited {
  endpoint: Endpoint
  sight: Sight
}

/** How STARTTLS and the SASL mechanisms are listed. */
export function listedAs(protocol: Protocol): { startTls: string; sasl: string } {
  const { language } = protocols[protocol]
  return { startTls: language === 'pop3' ? 'STLS' : 'STARTTLS', sasl: language === 'pop3' ? 'SASL' : 'AUTH' }
}

/** The SASL mechanisms that are listed inside TLS, or where there is none, without it (RFC 4422, section 3.1: the form of their names). */
export function mechanismsOf({ endpoint, sight }: Visited): string[] {
  const listed = parametersOf(sight.capabilities, listedAs(endpoint.protocol).sasl) ?? []
  return [...new Set(listed)].filter((name) => /^[A-Z0-9_-]{1,20}$/.test(name))
}

/** Whether STARTTLS is listed; undefined where TLS comes first. */
export function offersStartTls({ endpoint, sight }: Visited): boolean | undefined {
  const { startTls } = listedAs(endpoint.protocol)
  return sight.beforeTls && parametersOf(sight.beforeTls, startTls) !== undefined
}

/** The certificate that was shown. */
export function certificateOf({ sight }: Visited): CertificateFacts | undefined {
  const store = new CertificateStore()
  const [own] = store.add(sight.session?.chain?.slice(0, 1) ?? [])
  return own === undefined ? undefined : store.known[own]
}
