import { deadline } from './deadline.ts'
import type { RecordData, RecordType } from './dns/records.ts'
import type { DnsAnswer, Resolver } from './dns/resolver.ts'
import type { ServiceLabel, Services } from './dns/services.ts'
import { isMailtlsError } from './errors.ts'
import type { Reach } from './reach.ts'
import { type Endpoint, type Listener, type Operator, type Protocol, type Subject, urlOf } from './subject.ts'
import { Inconclusive, isDecision, type Reason } from './verdict.ts'

/** A server that an SRV record names, as an endpoint, with what is known of it. */
export interface Discovered {
  endpoint: Endpoint
  listener: Listener
  known: Reach
}

interface DiscoveryOptions {
  subject: Subject
  timeoutMs: number
  signal?: AbortSignal
  reach: (subject: Subject, endpoint: Endpoint, listener: Listener) => Promise<Reach>
}

/** What DNS says of the operator's domain, and the servers that it names. Each is asked for and met once a run. */
export class Discovery {
  readonly #options: DiscoveryOptions
  readonly #operator?: Operator
  readonly #met = new Map<string, Promise<Discovered>>()
  #resolver?: Promise<Resolver>
  #services?: Promise<Services>

  constructor(options: DiscoveryOptions) {
    this.#options = options
    this.#operator = options.subject.operator
  }

  /** Throws Inconclusive where no domain was named, or DNS says nothing of it. */
  services(): Promise<Services> {
    return (this.#services ??= this.#lookUp())
  }

  /** Asks the operator's resolver. Throws what it throws. */
  async ask<T extends RecordType>(name: string, type: T, signal: AbortSignal): Promise<DnsAnswer<T>> {
    return await (await this.#asked()).query(name, type, signal)
  }

  /** The server that an SRV record names. */
  at(label: ServiceLabel, { target, port }: Pick<RecordData['SRV'], 'target' | 'port'>): Promise<Discovered> {
    const key = `${label} ${target}:${port}`
    const met = this.#met.get(key) ?? this.#meet(label.slice(1) as Protocol, target, port)
    this.#met.set(key, met)
    return met
  }

  /** Meets all of them, so that no check has to wait for that. What goes wrong is told to those who ask for it. */
  async meetAll(): Promise<void> {
    const services = await this.services().catch(() => undefined)
    const named = Object.entries(services?.labels ?? {}).flatMap(([label, { records }]) =>
      records.filter(({ target }) => target !== '.').map((record) => this.at(label as ServiceLabel, record)),
    )
    await Promise.allSettled(named)
  }

  /** Why nothing is known of the domain, where it was asked for. */
  async problem(): Promise<Reason | undefined> {
    const failure = await this.#services?.then(
      () => undefined,
      (error: unknown) => error,
    )
    return isDecision(failure) && failure.reason.code !== 'domain-missing' ? failure.reason : undefined
  }

  async #lookUp(): Promise<Services> {
    const { timeoutMs, signal } = this.#options
    const domain = this.#operator?.domain
    if (!domain) throw new Inconclusive('domain-missing', 'no mail domain was given: name one with --domain')
    const { servicesOf } = await import('./dns/services.ts')
    using bound = deadline(timeoutMs, signal)
    try {
      return await servicesOf(await this.#asked(), domain, bound.signal)
    } catch (error) {
      if (!isMailtlsError(error) || error.code === 'interrupted') throw error
      const advice = error.code === 'usage' || error.code === 'too-long' ? '' : `; ${this.#adviceOnResolver()}`
      throw new Inconclusive(error.code, `${error.message}${advice}`)
    }
  }

  #adviceOnResolver(): string {
    return this.#operator?.resolver
      ? 'is that a resolver that answers this machine? --resolver names another one'
      : 'name another resolver with --resolver'
  }

  #asked(): Promise<Resolver> {
    return (this.#resolver ??= this.#open())
  }

  /** A look-up takes two rounds of questions. */
  async #open(): Promise<Resolver> {
    const { Resolver, systemResolver } = await import('./dns/resolver.ts')
    const timeoutMs = this.#options.timeoutMs * 0.45
    const { resolver } = this.#operator ?? {}
    return resolver ? new Resolver({ ...resolver, timeoutMs }) : await systemResolver({ timeoutMs })
  }

  async #meet(protocol: Protocol, host: string, port: number): Promise<Discovered> {
    const { subject, reach } = this.#options
    const target = (await this.services()).targets.find(({ name }) => name === host)
    const listener: Listener = { host, port, addresses: target?.addresses ?? [] }
    const endpoint: Endpoint = { name: urlOf(protocol, listener), protocol, listeners: { default: listener } }
    if (listener.addresses!.length > 0) {
      return { endpoint, listener, known: await reach(asFoundByDns(subject, host), endpoint, listener) }
    }
    const problem = target?.failure ?? { code: 'unresolvable', text: `${host} has no address` }
    return { endpoint, listener, known: { problem, tls: {}, tlsWorks: false, capabilities: [] } }
  }
}

/** What we are to a server that only DNS has named: it is not given the account that the user meant for others. */
export function asFoundByDns(subject: Subject, serverName: string): Subject {
  const { account: _account, clientCertificates: _certificates, elsewhere: _elsewhere, ...rest } = subject
  return { ...rest, serverName }
}
