import type { Authority } from '../../certs/authority.ts'
import { type CertificateKind, kindNames } from '../../certs/catalogue.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import { type Endpoint, type Protocol, protocols, type SetUp, setUps, setUpsOf } from '../../harness/subject.ts'
import { named, oneOf, usage } from '../../harness/usage.ts'
import type { Change } from '../../servers/bugs/bug.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import type { ServerName } from './names.ts'
import { type Server, serverOf } from './server.ts'
import { replayOf } from './subject.ts'

/** The reference with one of its faults, or with a difference that conforms all the same: names are those of `listBugs`. */
export type ChangedServer = { bug: string } | { variant: string }

/** What is served of a server. */
export interface ServerOptions {
  /** only these; default: all that it has */
  protocols?: readonly Protocol[]
  /** only these set-ups; default: all that it has, or with a bug or a variant its own and `default` */
  setUps?: readonly SetUp[]
  /** ends the start of a container */
  signal?: AbortSignal
}

/** What may be said of the reference beside that, with or without a bug. */
export interface ReferenceServerOptions extends ServerOptions {
  /**
   * what its endpoints show, or with a bug or variant the one where that is; default: a valid certificate for `localhost`
   * and `mail.example.org`
   */
  certificate?: CertificateKind | CertificateSpec
  /** issues it; default: a new one. Its root is `trust` */
  authority?: Authority
  /** the address of this machine to listen on; default: 127.0.0.1, which endpoints then name `localhost` */
  host?: string
  /** the port, with one protocol in one set-up; default: a free one */
  port?: number
  /** whether DNS is served, too, as `resolver`: MX, SRV, TLSA and address records of `domain`, signed; default: yes */
  dns?: boolean
}

/**
 * Starts a mail server for tests: the embedded reference, which conforms to RFC 3207 and RFC 8314 in every set-up, the
 * reference with a named bug or variant, or a real server. The reference runs in this process and is there within
 * 0.1 s. Real servers run in containers (`smtp-server` in this process) and take seconds, minutes where their image
 * is built first.
 *
 * Whoever starts it closes it: by `await using`, or by `await server[Symbol.asyncDispose]()`.
 *
 * @param choice a name, `{ bug }` or `{ variant }`; default: `reference`
 * @throws MailtlsError `usage` for an unknown name, with the nearest one; `no-engine` where there is no container engine;
 *   `set-up-failed` where an image cannot be built or a port cannot be had
 * @example
 * ```ts
 * import { startServer } from 'mailtls'
 *
 * await using server = await startServer({ bug: 'obeys-injected-lines' })
 * const { protocol, host } = server.endpoint() // where the bug shows
 * console.log(protocol, host, server.account.user) // smtp localhost test
 * ```
 */
export function startServer(choice?: 'reference' | ChangedServer, options?: ReferenceServerOptions): Promise<Server>
export function startServer(name: ServerName, options?: ServerOptions): Promise<Server>
export async function startServer(
  choice: ServerName | ChangedServer = 'reference',
  options: ReferenceServerOptions = {},
): Promise<Server> {
  for (const name of options.protocols ?? []) oneOf('a protocol', name, Object.keys(protocols))
  for (const name of options.setUps ?? []) oneOf('a set-up', name, Object.keys(setUps))
  if (choice === 'reference' || typeof choice === 'object') return await startReferenceServer(choice, options)
  const { servers } = await import('../../servers/catalogue.ts')
  const { start } = named('a server', choice, servers)
  const superfluous = (['certificate', 'authority', 'host', 'port', 'dns'] as const).find((key) => options[key] != null)
  if (superfluous) throw usage(`expected ${superfluous} together with the reference: ${choice} is set up already`)
  const subject = await start({ signal: options.signal })
  return await serverOf({ ...subject, endpoints: within(subject, options) })
}

async function startReferenceServer(
  choice: 'reference' | ChangedServer,
  { certificate, dns = true, signal, ...options }: ReferenceServerOptions,
): Promise<Server> {
  signal?.throwIfAborted()
  if (typeof certificate === 'string') oneOf('a kind of certificate', certificate, kindNames())
  const change = choice === 'reference' ? undefined : await changeOf(choice)
  const { startReference } = await import('../../servers/reference/start.ts')
  const served: Change = change ?? { name: 'reference', endpoint: 'operator', patches: {} }
  const subject = await startReference({
    ...options,
    ...(change && { setUps: options.setUps ?? [...new Set([...change.setUps, 'default' as const])] }),
    change: { ...served, ...(certificate && { certificate }) },
    operator: dns,
  })
  const told = { ...subject, resolver: undefined }
  const replay = change || certificate ? replayOf(told, subject.endpoints, ['all']) : ''
  return await serverOf(
    { ...subject, arguments: replay },
    change && { protocol: change.endpoint, setUp: change.setUps[0]! },
  )
}

async function changeOf(choice: ChangedServer): Promise<Change & { setUps: readonly SetUp[] }> {
  if ('bug' in choice) {
    const { bugs } = await import('../../servers/bugs/catalogue.ts')
    const bug = named('a bug of servers', choice.bug, bugs)
    return { ...bug, setUps: [bug.setUp] }
  }
  const { variants } = await import('../../servers/variants/catalogue.ts')
  return named('a variant of servers', choice.variant, variants)
}

/** What was asked for of the endpoints of a server. */
function within({ endpoints }: StartedSubject, wanted: ServerOptions): Endpoint[] {
  return endpoints
    .filter(({ protocol }) => wanted.protocols?.includes(protocol) ?? true)
    .map(({ listeners, ...endpoint }) => {
      const kept = setUpsOf(endpoint.protocol).filter((setUp) => wanted.setUps?.includes(setUp) ?? true)
      return {
        ...endpoint,
        listeners: Object.fromEntries(kept.flatMap((setUp) => (listeners[setUp] ? [[setUp, listeners[setUp]]] : []))),
      }
    })
    .filter(({ listeners }) => Object.keys(listeners).length > 0)
}
