import { tlsaOf } from '../../harness/dns/tlsa.ts'
import type { Zone, ZoneRecord } from '../../harness/dns/zone.ts'
import type { Endpoint, Protocol } from '../../harness/subject.ts'

/** What a zone is made of. */
export interface ZoneParts {
  domain: string
  endpoints: readonly Endpoint[]
  /** PEM of what the endpoints show, the leaf first */
  certificate: string
}

/** The host that the zone's records name; the reference's certificate names it, too. */
export const hostOf = (domain: string) => `mail.${domain}`

/** How a service is called in SRV records: implicit TLS first, and IMAP before POP3 (RFC 6186, section 3.4). */
const priorities: Partial<Record<Protocol, number>> = {
  submissions: 0,
  imaps: 0,
  pop3s: 10,
  submission: 20,
  imap: 20,
  pop3: 30,
}

/**
 * The zone of an operator who does all that RFC 8314, section 4.5 asks: SRV with implicit TLS first, MX, and TLSA for
 * each port; signed. All services are at 127.0.0.1.
 */
export function zoneFor({ domain, endpoints, certificate }: ZoneParts): Zone {
  const host = hostOf(domain)
  const records: ZoneRecord[] = [
    { name: host, type: 'A', data: '127.0.0.1' },
    { name: domain, type: 'MX', data: { preference: 10, exchange: host } },
  ]
  for (const { protocol, listeners } of endpoints) {
    const [priority, port] = [priorities[protocol], listeners.default?.port]
    if (port === undefined) continue
    if (priority !== undefined) {
      records.push({
        name: `_${protocol}._tcp.${domain}`,
        type: 'SRV',
        data: { priority, weight: 1, port, target: host },
      })
    }
    records.push({ name: `_${port}._tcp.${host}`, type: 'TLSA', data: tlsaOf(certificate) })
  }
  return { origin: domain, signed: true, records }
}

/** The zones above it, signed as those of the Internet are. */
export function zonesAbove(domain: string): Zone[] {
  const parent = domain.slice(domain.indexOf('.') + 1)
  return [parent, '.'].map((origin) => ({ origin, signed: true, records: [] }))
}
