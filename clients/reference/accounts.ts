import type { AccountRequest } from '../../harness/client.ts'
import { isWithin, queryName } from '../../harness/dns/names.ts'
import { serviceLabels } from '../../harness/dns/services.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import { Inconclusive } from '../../harness/verdict.ts'
import { converse, type Launch } from './converse.ts'
import type { Service } from './directory.ts'
import type { Order } from './order.ts'
import { type Account, type AccountServer, type Demand, Profile } from './profile.ts'
import { LoginRefused, Refused, Untrusted } from './refused.ts'
import { type Session, warning } from './session.ts'
import type { Identities } from './verifier.ts'

interface Failure {
  service: Service
  error: Error
}

/** Accounts that are set up from an address (RFC 6186; RFC 8314, section 5). Each step can be replaced by itself. */
export class Accounts {
  readonly request: AccountRequest
  readonly launch: Launch
  readonly profile: Profile
  /** the part of the address behind the @, in A-labels */
  readonly domain: string

  constructor(request: AccountRequest, launch: Launch) {
    this.request = request
    this.launch = launch
    this.profile = new Profile(request.profile)
    this.domain = queryName(request.address.slice(request.address.lastIndexOf('@') + 1))
  }

  tell(text: string): void {
    this.launch.tell(text)
  }

  /** Asks the user. */
  ask(question: string): boolean {
    this.tell(`${question} ${this.request.consent ? 'Yes' : 'No'}`)
    return this.request.consent
  }

  /** Finds a server for each service that the domain names, and keeps the details that work. Throws Refused. */
  async setUp(): Promise<void> {
    if (this.request.reduced) this.warn()
    const services = await this.services()
    const [access, submission] = [false, true].map((wanted) =>
      services.filter(({ language }) => (language === 'smtp') === wanted),
    )
    const servers: AccountServer[] = []
    for (const offered of [access!, submission!]) {
      if (offered.length > 0) servers.push(await this.find(offered))
    }
    if (servers.length === 0) throw new Refused(`${this.domain} names no servers for mail`)
    await this.profile.keep({ address: this.request.address, demand: this.demandFor(servers), servers })
    this.tell(`The account ${this.request.address} is set up`)
  }

  /** Says beforehand what the user has chosen (RFC 8314, sections 5.1 and 5.2). */
  warn(): void {
    this.tell(warning)
  }

  async services(): Promise<Service[]> {
    return await this.launch.directory.services(this.domain, serviceLabels)
  }

  /** The minimum, unless the user has chosen otherwise (RFC 8314, section 5.2); a pin is less (section 5.3). */
  demandFor(servers: readonly AccountServer[]): Demand {
    if (this.request.reduced) return 'nothing'
    return servers.some(({ pin }) => pin !== undefined) ? 'tls' : 'minimum'
  }

  /** One server of those that are offered: with the minimum, or else with what the user accepts instead. */
  async find(services: readonly Service[]): Promise<AccountServer> {
    const failures: Failure[] = []
    const server =
      (await this.firstOf(services, 'minimum', failures)) ??
      this.pinned(failures) ??
      (this.mayGoWithout() && (await this.firstOf(services, 'nothing', failures)))
    if (server) return server
    throw new Refused(`No server of ${this.domain} can be used`)
  }

  /** Whether the password may be tried without TLS: the user has been warned then. */
  mayGoWithout(): boolean {
    return this.request.reduced === true && this.request.consent
  }

  /**
   * The first server that works. Who cannot be reached is followed by the next of its protocol; beyond that it is
   * priority that decides between IMAP and POP3 (RFC 6186, section 3.4), among servers that have what is demanded.
   */
  async firstOf(services: readonly Service[], demand: Demand, failures: Failure[]): Promise<AccountServer | undefined> {
    const left = [...services]
    let language: Service['language'] | undefined
    while (left.length > 0) {
      const service = left.find((each) => each.language === language) ?? left[0]!
      left.splice(left.indexOf(service), 1)
      try {
        return await this.tryOut(service, demand)
      } catch (error) {
        if (!this.isFailure(error)) throw error
        // a password that is wrong here is not to be shown to others
        if (error instanceof LoginRefused) throw error
        this.tell(error.message)
        failures.push({ service, error })
        language = isMailtlsError(error) ? service.language : undefined
      }
    }
    return undefined
  }

  /** Logs in to a server that DNS has named; who lies outside the domain is not even connected to without consent. */
  async tryOut(service: Service, demand: Demand): Promise<AccountServer> {
    if (!this.trusted(service) && !this.ask(`Use the server ${service.host} outside ${this.domain}?`)) {
      throw new Refused(`${service.host} is not used: it lies outside ${this.domain}, and DNS does not vouch for it`)
    }
    const { label, language, implicit, host, port, signed } = service
    const server: AccountServer = { label, language, implicit, host, port, signed }
    const { user } = await this.use(server, demand, { warned: true })
    return { ...server, ...(user !== undefined && { user }) }
  }

  /** Vouched for by DNS, or within the domain that was asked about (RFC 8314, section 5.1; RFC 6186, section 6). */
  trusted({ signed, host }: Service): boolean {
    return signed || isWithin(host, this.domain)
  }

  /** Offers to accept a certificate that did not validate; nothing is sent to its server now (RFC 8314, section 5.4). */
  pinned(failures: readonly Failure[]): AccountServer | undefined {
    for (const { service, error } of failures) {
      if (!(error instanceof Untrusted)) continue
      if (!this.ask(`Accept this certificate of ${service.host} for ${this.request.address}?`)) continue
      const { label, language, implicit, host, port, signed } = service
      return { label, language, implicit, host, port, signed, pin: error.certificate }
    }
    return undefined
  }

  async use(server: AccountServer, demand: Demand, more: Partial<Order> = {}): Promise<Session> {
    return await converse({ ...this.orderFor(server, demand), ...more }, this.launch)
  }

  orderFor(server: AccountServer, demand: Demand): Order {
    const { password, trust, clientCertificate } = this.request
    const { language, host, port, pin, user, signed } = server
    return {
      role: 'mua',
      language,
      mode: server.implicit ? 'implicit' : demand === 'nothing' ? 'starttls-if-possible' : 'starttls-required',
      host,
      port,
      users: user === undefined ? this.users() : [user],
      password,
      trust,
      identities: this.identities(server),
      clientCertificate,
      dane: signed,
      // who is trusted through a pin alone does not meet the minimum (RFC 8314, section 5.3)
      ...(demand !== 'minimum' && { pin }),
    }
  }

  /** The full address first (RFC 6186, section 4). */
  users(): string[] {
    const { address } = this.request
    return [address, address.slice(0, address.lastIndexOf('@'))]
  }

  /** The mail domain, also as SRV-ID, and the host that was connected to (RFC 7817, section 3). */
  identities({ label, host }: AccountServer): Identities {
    return { dns: [queryName(host), this.domain], srv: [`${label}.${this.domain}`], ip: [] }
  }

  /** Logs in to each server of the account as it was set up. DNS is not asked again who they are while they work. */
  async connect(): Promise<void> {
    const account = await this.known()
    const servers: AccountServer[] = []
    for (const server of account.servers) servers.push(await this.connectTo(server, account))
    await this.profile.keep({ ...account, servers })
  }

  async connectTo(server: AccountServer, { demand }: Account): Promise<AccountServer> {
    try {
      return await this.useAgain(server, demand)
    } catch (error) {
      const other = this.isFailure(error) && (await this.lookAgain(server))
      if (!other) throw error
      return await this.useAgain(other, demand)
    }
  }

  async useAgain(server: AccountServer, demand: Demand): Promise<AccountServer> {
    const session = await this.use(server, demand)
    if (demand === 'nothing') await this.noticeTls(server, session)
    return { ...server, ...(session.user !== undefined && { user: session.user }) }
  }

  /**
   * Looks after a failure whether the domain names another server for the same protocol (RFC 6186, section 4). What
   * nobody vouches for is not followed (RFC 8314, section 5.1).
   */
  async lookAgain(server: AccountServer): Promise<AccountServer | undefined> {
    const services = await this.launch.directory.services(this.domain, this.labelsLike(server))
    const others = services.filter(({ host, port }) => host !== server.host || port !== server.port)
    const signed = others.find((each) => each.signed)
    if (!signed && others[0]) {
      this.tell(`${this.domain} names ${others[0].host} now, unsigned: to use it, set the account up again`)
    }
    return signed && { ...server, ...signed, pin: undefined }
  }

  /** The labels of the same protocol: from IMAP to POP3 nobody changes unasked (RFC 6186, section 4). */
  labelsLike({ language }: AccountServer): (typeof serviceLabels)[number][] {
    const prefix = { smtp: '_submission', imap: '_imap', pop3: '_pop3' }[language]
    return serviceLabels.filter((label) => label.startsWith(prefix))
  }

  /** Tells the user of an account without TLS where it could be had (RFC 8314, section 5). */
  async noticeTls(server: AccountServer, { tls, problem }: Session): Promise<void> {
    const labels = this.labelsLike(server).filter((label) => label.endsWith('s'))
    const available = tls
      ? problem === undefined
      : (await this.launch.directory.services(this.domain, labels)).some((each) => this.trusted(each))
    if (available) this.tell(`TLS is available now for ${this.request.address} at ${server.host}: it can be demanded`)
  }

  /** Demands the minimum from now on. */
  async require(): Promise<void> {
    await this.profile.keep({ ...(await this.known()), demand: 'minimum' })
    this.tell(`TLS with a certificate that validates is demanded for ${this.request.address} from now on`)
  }

  /** Forgets the certificates that the user has accepted for this account (RFC 8314, section 5.4). */
  async unpin(): Promise<void> {
    const { servers, ...account } = await this.known()
    await this.profile.keep({ ...account, servers: servers.map((server) => ({ ...server, pin: undefined })) })
    this.tell(`No certificate is accepted for ${this.request.address} but those that validate`)
  }

  async known(): Promise<Account> {
    const account = await this.profile.account(this.request.address)
    if (!account) throw new Refused(`There is no account ${this.request.address}`)
    return account
  }

  /** Whether it is the server's doing, or its network's: else there is nothing to try again. */
  isFailure(error: unknown): error is Error {
    if (this.launch.signal.aborted) return false
    return error instanceof Refused || error instanceof Inconclusive || isMailtlsError(error)
  }
}
