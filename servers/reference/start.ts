import { type Authority, createAuthority, type Issued } from '../../certs/authority.ts'
import { certificateKinds } from '../../certs/catalogue.ts'
import { hostNames } from '../../certs/names.ts'
import { startDnsServer } from '../../harness/dns/dns-server.ts'
import { serviceLabels } from '../../harness/dns/services.ts'
import {
  type Endpoint,
  harms,
  type Listener,
  type Operator,
  type Protocol,
  protocols,
  type SetUp,
  setUpsOf,
} from '../../harness/subject.ts'
import { account, accountNames } from '../account.ts'
import type { Change } from '../bugs/bug.ts'
import type { StartedSubject } from '../catalogue-server.ts'
import { declared } from './declared.ts'
import { listen, type Listening } from './listen.ts'
import { Mailbox } from './mailbox.ts'
import { serverClassFor } from './server-class.ts'
import { elsewhere, type Identity, settingsFor } from './settings.ts'
import { hostOf, zoneFor, type ZoneParts, zonesAbove } from './zone.ts'

/** The mail domain whose operator it plays. */
export const domain = account.mailbox.slice(account.mailbox.indexOf('@') + 1)

/** The names that the reference's certificate holds beside those of this machine: its host and its domain. */
export const referenceNames = {
  ...hostNames,
  cn: hostOf(domain),
  dns: [hostOf(domain), domain, ...hostNames.dns!],
  srv: serviceLabels.map((label) => `${label}.${domain}`),
}

export interface ReferenceOptions {
  /** what is changed: a bug or a variant. Default: nothing */
  change?: Pick<Change, 'name' | 'endpoint' | 'patches' | 'certificate' | 'zone' | 'without'>
  protocols?: readonly Protocol[]
  setUps?: readonly SetUp[]
  /** whether DNS is served, too, for the operator's role */
  operator?: boolean
  authority?: Authority
  /** the address to listen on; default: 127.0.0.1 */
  host?: string
  /** the port, where there is one listener, or the one that each protocol is assigned; default: a free one */
  port?: number | 'assigned'
  /** where DNS is served; default: a free port of 127.0.0.1 */
  resolver?: { host: string; port: number }
}

/** Starts the embedded reference server, or a changed one, with a listener for each protocol and set-up asked for. */
export async function startReference(options: ReferenceOptions = {}): Promise<StartedSubject> {
  const { change, authority = await createAuthority(), operator = true } = options
  const name = change?.name ?? 'reference'
  const [server, accepted, foreign] = await certificatesOf(authority)
  const identity = { ...server, ca: authority.certificate }
  const changed = change?.certificate && { ...(await issue(authority, change.certificate)), ca: identity.ca }
  const inbox = new Mailbox()
  const running: AsyncDisposable[] = []
  const identityOf = (place: Protocol | 'operator'): Identity =>
    changed && (change.endpoint === place || change.endpoint === 'operator') ? changed : identity
  const start = async (protocol: Protocol): Promise<Endpoint> => {
    const endpoint: Endpoint = { name: protocol, protocol, listeners: {} }
    const Server = serverClassFor(protocol, change)
    for (const setUp of options.setUps ?? setUpsOf(protocol)) {
      if (!setUpsOf(protocol).includes(setUp)) continue
      const listener: Listening = await listen(
        Server,
        settingsFor(protocol, setUp, identityOf(protocol), account, inbox),
        { host: options.host, port: options.port === 'assigned' ? protocols[protocol].port : options.port },
      )
      running.push(listener)
      endpoint.listeners[setUp] = { ...where(options.host), port: listener.port }
    }
    return endpoint
  }
  const served = options.protocols ?? (Object.keys(protocols) as Protocol[])
  const stop = async () => void (await Promise.all(running.map((each) => each[Symbol.asyncDispose]())))
  try {
    const starting = served.filter((protocol) => !change?.without?.includes(protocol)).map(start)
    // where one cannot be had, those that are still starting are stopped, too
    await Promise.allSettled(starting)
    const endpoints = await Promise.all(starting)
    const parts = { domain, endpoints, certificate: identityOf('operator').cert }
    return {
      name,
      endpoints,
      ...(operator && { operator: await startOperator(parts, change, running, options.resolver) }),
      account,
      mailbox: account.mailbox,
      trust: authority.certificate,
      serverName: hostOf(domain),
      clientCertificates: { accepted, foreign },
      elsewhere,
      declared,
      allow: harms,
      asShipped: true,
      arguments: name === 'reference' ? '' : `--server ${name}`,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The name that clients know it by, with its address where we know that without asking: some hundred connections save the time. */
function where(host?: string): Pick<Listener, 'host' | 'addresses'> {
  return host === undefined ? { host: 'localhost', addresses: ['127.0.0.1'] } : { host }
}

/** A certificate with the reference's names, unless it is made for others. */
async function issue(authority: Authority, what: NonNullable<Change['certificate']>): Promise<Issued> {
  const { names } = typeof what === 'string' ? certificateKinds[what].spec : what
  return await authority.issue(what, names ? undefined : referenceNames)
}

/** What an authority has issued for the reference: once, since the matrix starts it some hundred times. */
const issued = new WeakMap<Authority, ReturnType<typeof issueFor>>()

function certificatesOf(authority: Authority): ReturnType<typeof issueFor> {
  const certificates = issued.get(authority) ?? issueFor(authority)
  issued.set(authority, certificates)
  return certificates
}

/** For the server, for the client that is accepted, and for a stranger. */
function issueFor(authority: Authority) {
  return Promise.all([
    authority.issue('valid', referenceNames),
    authority.issue('client', accountNames),
    authority.issue('client-untrusted'),
  ])
}

/** Serves the zone of the mail domain; the resolver is our own, so it is vouched for. */
async function startOperator(
  parts: ZoneParts,
  change: ReferenceOptions['change'],
  running: AsyncDisposable[],
  resolver?: ReferenceOptions['resolver'],
): Promise<Operator> {
  const zone = zoneFor(parts)
  const own = [change?.zone?.(zone, parts) ?? zone].flat()
  const above = zonesAbove(domain).filter(({ origin }) => own.every((each) => each.origin !== origin))
  const dns = await startDnsServer({ zones: [...own, ...above], ...resolver })
  running.push(dns)
  return { name: domain, domain, resolver: { host: dns.host, port: dns.port } }
}
