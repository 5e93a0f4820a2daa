import { randomInt } from 'node:crypto'
import type { TlsaData } from '../../harness/dns/records.ts'
import { type Resolver, systemResolver } from '../../harness/dns/resolver.ts'
import type { ServiceLabel } from '../../harness/dns/services.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import { type Language, type Protocol, protocols } from '../../harness/subject.ts'

/** One server that a domain names for one of its services. */
export interface Service {
  label: ServiceLabel
  language: Language
  /** TLS comes first there */
  implicit: boolean
  host: string
  port: number
  priority: number
  weight: number
  /** the resolver vouches for the record */
  signed: boolean
}

/** What DNS says. */
export class Directory {
  /** where this is absent, hosts are looked up by this machine, and nothing is vouched for */
  readonly resolver?: Resolver
  readonly signal: AbortSignal

  constructor(resolver: Resolver | undefined, signal: AbortSignal) {
    this.resolver = resolver
    this.signal = signal
  }

  /** Where a host is; undefined where this machine looks it up. */
  async addresses(host: string): Promise<string[] | undefined> {
    const answer = await this.resolver?.query(host, 'A', this.signal)
    return answer?.records.map(({ data }) => data)
  }

  /** The TLSA records that are vouched for (RFC 6698, section 4.1). Throws where the answer is bogus. */
  async tlsa(host: string, port: number): Promise<TlsaData[] | undefined> {
    const answer = await this.resolver?.query(`_${port}._tcp.${host}`, 'TLSA', this.signal)
    return answer && this.vouchedFor(answer) ? answer.records.map(({ data }) => data) : undefined
  }

  vouchedFor({ authenticated }: { authenticated: boolean }): boolean {
    return authenticated && this.resolver?.vouched === true
  }

  /** The servers that a domain names (RFC 6186, RFC 8314, section 5.1), in the order in which to try them. */
  async services(domain: string, labels: readonly ServiceLabel[]): Promise<Service[]> {
    const found = await Promise.all(labels.map((label) => this.service(domain, label)))
    return this.inOrder(found.flatMap((records) => this.byWeight(records.filter((each) => this.isOffered(each)))))
  }

  /** The records of one label; none where the answer is bogus. */
  async service(domain: string, label: ServiceLabel): Promise<Service[]> {
    const { language, implicitTls } = protocols[label.slice(1) as Protocol]
    const resolver = this.resolver ?? (await systemResolver({}))
    try {
      const answer = await resolver.query(`${label}._tcp.${domain}`, 'SRV', this.signal)
      const signed = this.vouchedFor(answer)
      return answer.records.map(({ data: { target, ...data } }) => {
        return { label, language, implicit: implicitTls, host: target, signed, ...data }
      })
    } catch (error) {
      if (isMailtlsError(error, 'resolver-refused') && !this.signal.aborted) return []
      throw error
    }
  }

  /** RFC 6186, section 3.4. */
  isOffered({ host }: Service): boolean {
    return host !== '.'
  }

  /** Draws by weight among the records of one label that have the same priority (RFC 2782). */
  byWeight(services: readonly Service[]): Service[] {
    const left = services.toSorted((one, other) => one.priority - other.priority || one.weight - other.weight)
    const drawn: Service[] = []
    while (left.length > 0) {
      const same = left.filter(({ priority }) => priority === left[0]!.priority)
      let chance = randomInt(same.reduce((sum, { weight }) => sum + weight, 0) + 1)
      const next = same.find(({ weight }) => (chance -= weight) <= 0)!
      drawn.push(next)
      left.splice(left.indexOf(next), 1)
    }
    return drawn
  }

  /** By priority; at the same one IMAP before POP3, and implicit TLS first (RFC 8314, section 3). Keeps what was drawn. */
  inOrder(services: readonly Service[]): Service[] {
    const languages = ['smtp', 'imap', 'pop3']
    return services.toSorted(
      (one, other) =>
        one.priority - other.priority ||
        languages.indexOf(one.language) - languages.indexOf(other.language) ||
        Number(other.implicit) - Number(one.implicit),
    )
  }
}
