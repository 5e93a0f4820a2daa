import { isIP, SocketAddress } from 'node:net'
import type { TlsaData } from '../../harness/dns/records.ts'
import { matchesTlsa } from '../../harness/dns/tlsa.ts'
import type { TlsFacts } from '../../harness/wire/tls-session.ts'
import { type PresentedNames, presentedNames } from './presented-names.ts'

/** Whom a client means to reach (RFC 7817, section 3): names in A-labels, SRV-IDs only where DNS named the server. */
export interface Identities {
  dns: readonly string[]
  srv: readonly string[]
  ip: readonly string[]
}

/** Judges what a server shows: the path by OpenSSL, the names by RFC 7817, section 3 and RFC 6125, section 6. */
export class Verifier {
  /** What is wrong with it; undefined where nothing is. Where DNS vouches for TLSA records, one of them must match. */
  problem(facts: TlsFacts, identities: Identities, tlsa?: readonly TlsaData[]): string | undefined {
    if (!facts.peerCertificate) return 'there is none'
    const usage = this.daneUsage(facts, tlsa)
    if (usage === 'no-match') return 'it is another one than DNS says (TLSA)'
    // DANE-EE stands for path and names (RFC 7671, section 5.1)
    if (usage === 3) return undefined
    return this.pathProblem(facts) ?? this.nameProblem(presentedNames(facts.peerCertificate), identities)
  }

  /** The certificate usage of the TLSA record that matches; undefined where there is none that can be used. */
  daneUsage({ chain = [] }: TlsFacts, tlsa: readonly TlsaData[] = []): number | 'no-match' | undefined {
    const compared = tlsa.map((record) => ({ usage: record.usage, ...matchesTlsa(record, chain) }))
    const usable = compared.filter(({ outcome }) => outcome !== 'unusable')
    if (usable.length === 0) return undefined
    const matching = usable.filter(({ outcome }) => outcome === 'match').map(({ usage }) => usage)
    return matching.length > 0 ? Math.max(...matching) : 'no-match'
  }

  /** OpenSSL's word for it, such as CERT_HAS_EXPIRED. */
  pathProblem({ authorizationError }: TlsFacts): string | undefined {
    // Node's own comparison of names is another one
    return authorizationError === 'ERR_TLS_CERT_ALTNAME_INVALID' ? undefined : authorizationError
  }

  nameProblem(presented: PresentedNames, identities: Identities): string | undefined {
    if (this.matches(presented, identities)) return undefined
    return `it does not name ${[...identities.dns, ...identities.ip, ...identities.srv].join(' or ')}`
  }

  matches(presented: PresentedNames, { dns, srv, ip }: Identities): boolean {
    return (
      dns.some((name) => this.dnsIdsOf(presented).some((each) => this.matchesDns(each, name))) ||
      srv.some((name) => presented.srv.some((each) => each.toLowerCase() === name.toLowerCase())) ||
      ip.some((address) => presented.ip.some((each) => sameAddress(each, address)))
    )
  }

  /** The common name stands for a DNS-ID where there is no other name (RFC 6125, section 6.4.4); no URI-ID ever does. */
  dnsIdsOf({ dns, srv, ip, uri, cn }: PresentedNames): readonly string[] {
    return [dns, srv, ip, uri].every((names) => names.length === 0) ? cn : dns
  }

  /** Label by label; a wildcard is the whole left-most label and stands for one (RFC 7817, section 3, item 5). */
  matchesDns(presented: string, name: string): boolean {
    const [first = '', ...rest] = presented.toLowerCase().split('.')
    const [sought = '', ...above] = name.toLowerCase().split('.')
    return (
      rest.join('.') === above.join('.') && this.matchesLabel(first, sought) && !(first === '*' && rest.length === 0)
    )
  }

  matchesLabel(presented: string, label: string): boolean {
    return presented === '*' || presented === label
  }
}

/** IPv6 has several spellings. */
function sameAddress(one: string, other: string): boolean {
  return isIP(one) > 0 && isIP(one) === isIP(other) && canonical(one) === canonical(other)
}

function canonical(address: string): string {
  return new SocketAddress({ address, family: isIP(address) === 6 ? 'ipv6' : 'ipv4' }).address
}
