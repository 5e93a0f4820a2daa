import { type Protocol, type SetUp, type Subject, urlOf } from '../../harness/subject.ts'
import { usage } from '../../harness/usage.ts'
import { account } from '../../servers/account.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'

/** Where one set-up of a protocol is served. */
export interface ServerEndpoint {
  protocol: Protocol
  setUp: SetUp
  host: string
  port: number
  /** as `certify` takes it: `submission://localhost:12345` */
  url: string
}

/** A mail server that runs for tests. Dispose it to stop it. */
export interface Server extends AsyncDisposable {
  name: string
  /** of the software, where that is a real server */
  version?: string
  /** of its image, where it runs in a container */
  digest?: string
  /** all of them, by protocol and set-up */
  endpoints: readonly ServerEndpoint[]
  /**
   * One of them; without arguments the one where the bug shows, or the first.
   *
   * @throws MailtlsError `usage` where the server has no such endpoint
   */
  endpoint: (protocol?: Protocol, setUp?: SetUp) => ServerEndpoint
  /** The one account, and the one address that takes mail. */
  account: { user: string; password: string; mailbox: string }
  /** PEM of the root that its certificate is verified against */
  trust: string
  /** the host that its certificate names, for SNI */
  serverName: string
  /** the mail domain, where its DNS is served, too */
  domain?: string
  /** where that is asked, by UDP and TCP */
  resolver?: { host: string; port: number }
  /** what `certify` judges */
  subject: Subject
}

/**
 * Shows a started subject of ours as a server; stops it again where nothing is left of it. `own` is where its bug shows.
 */
export async function serverOf(
  subject: StartedSubject,
  own?: { protocol: Protocol | 'operator'; setUp: SetUp },
): Promise<Server> {
  const { name, version, digest, operator, trust, serverName } = subject
  const endpoints = subject.endpoints.flatMap(({ protocol, listeners }) =>
    Object.entries(listeners).map(([setUp, listener]): ServerEndpoint => {
      const { host, port } = listener
      return { protocol, setUp: setUp as SetUp, host, port, url: urlOf(protocol, listener) }
    }),
  )
  if (endpoints.length === 0) {
    await subject[Symbol.asyncDispose]()
    throw usage(`expected protocols and set-ups that ${name} has, found none of them`)
  }
  return {
    name,
    ...(version !== undefined && { version }),
    ...(digest !== undefined && { digest }),
    endpoints,
    endpoint: (protocol, setUp) => endpointIn(endpoints, { protocol, setUp }, own),
    account: { user: account.user, password: account.password, mailbox: account.mailbox },
    trust: trust!,
    serverName: serverName!,
    ...(operator?.domain !== undefined && { domain: operator.domain }),
    ...(operator?.resolver && { resolver: { host: operator.resolver.host, port: operator.resolver.port } }),
    subject,
    [Symbol.asyncDispose]: async () => await subject[Symbol.asyncDispose](),
  }
}

type Wanted = { protocol?: Protocol | 'operator'; setUp?: SetUp }

function endpointIn(all: readonly ServerEndpoint[], wanted: Wanted, own?: Wanted): ServerEndpoint {
  const fits = ({ protocol, setUp }: Wanted) =>
    all.find((each) => each.protocol === (protocol ?? each.protocol) && each.setUp === (setUp ?? each.setUp))
  const ofBug = own && (wanted.protocol ?? own.protocol) === own.protocol ? own : {}
  const found = [{ ...ofBug, ...given(wanted) }, { setUp: 'default' as const, ...given(wanted) }, wanted].map(fits)
  const [endpoint] = found.filter((each) => each !== undefined)
  if (endpoint) return endpoint
  const same = all.filter(({ protocol }) => protocol === wanted.protocol)
  if (same.length > 0) {
    const there = same.map(({ setUp }) => setUp).join(', ')
    throw usage(`expected a set-up of ${wanted.protocol} that is there (${there}), found ${wanted.setUp}`)
  }
  const there = [...new Set(all.map(({ protocol }) => protocol))].join(', ')
  throw usage(
    `expected a protocol that is there (${there}), found ${wanted.protocol ?? `only the set-up ${wanted.setUp}`}`,
  )
}

function given(wanted: Wanted): Wanted {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}
