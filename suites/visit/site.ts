import { type CertificateKind, certificateKinds } from '../../certs/catalogue.ts'
import type { Names } from '../../certs/names.ts'
import type { CertificateSpec } from '../../certs/spec.ts'
import type { AccountRequest, Outcome } from '../../harness/client.ts'
import { type DnsServer, startDnsServer } from '../../harness/dns/dns-server.ts'
import type { Question } from '../../harness/dns/reply.ts'
import type { Zone } from '../../harness/dns/zone.ts'
import type { Recording } from '../../harness/recording.ts'
import { type Language, type Protocol, protocols } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import type { CommonPatch } from '../../servers/bugs/family.ts'
import { Mailbox } from '../../servers/reference/mailbox.ts'
import type { Settings } from '../../servers/reference/settings.ts'
import { testAuthority } from './certificates.ts'
import { type Patches, sceneOf } from './scene.ts'
import { openStage, type Stage } from './scripted-server.ts'
import { usualSettings } from './settings.ts'
import type { Session } from './visit.ts'

/** The mail domain of the address that an account is set up from, and names of hosts within it and without. */
export const domain = 'example.org'
export const hosts = { usual: `mail.${domain}`, other: `other.${domain}`, foreign: 'mail.example.net' } as const

/** The address that accounts are set up from. */
export const address = `${account.user}@${domain}`

/** One server of a domain, and its SRV record. */
export interface ServerScript {
  protocol: Exclude<Protocol, 'smtp'>
  /** default: the usual one */
  host?: string
  priority?: number
  weight?: number
  /** default: valid, and naming all that a client may look for */
  certificate?: CertificateKind | CertificateSpec
  patches?: Patches
  settings?: Partial<Settings>
  /** the user name that it takes; default: the address */
  user?: string
}

/** A server without TLS that lets anybody log in. */
export const withoutTls = { settings: { tls: undefined } } as const

/** What DNS says of the domain; the servers are named in the order of the answer. */
export interface Publication {
  servers: readonly string[]
  /** services that are said not to be offered (RFC 6186, section 3.4) */
  notOffered?: readonly ServerScript['protocol'][]
  signed?: boolean
}

/** What one server saw of a connection. */
export interface SiteSession extends Session {
  server: string
  language: Language
}

/** What came of one launch of a client, or of several in a row. */
export interface Launch {
  outcome: Outcome
  sessions: readonly SiteSession[]
  /** in their order */
  questions: readonly Question[]
  /** user names that were tried, with a password, in their order */
  users: readonly { server: string; user: string }[]
}

/** Servers that DNS leads a client to, from its address; they stay, so that it can come again. */
export interface Site extends AsyncDisposable {
  /** Changes a server from now on. */
  change: (name: string, script: Partial<ServerScript>) => void
  /** Changes what DNS says from now on. */
  publish: (publication: Publication) => void
  /** Resets whoever connects to this server from now on. Its port stays taken, so that nobody else is found there. */
  close: (name: string) => void
  /** Tells what happens while a client does what it was asked to. */
  watch: (title: string, perform: (where: Whereabouts) => Promise<Outcome>) => Promise<Launch>
}

/** What a client has to be told of a site. */
export type Whereabouts = Pick<AccountRequest, 'trust'> & Required<Pick<AccountRequest, 'resolver'>>

export interface SiteOptions {
  servers: Readonly<Record<string, ServerScript>>
  published?: Publication
  /** the local address where servers listen */
  address: string
  recording: Recording
  signal: AbortSignal
}

/** Opens a site; by default DNS names all its servers, and its zones are signed. */
export async function openSite({ servers, published, ...options }: SiteOptions): Promise<Site> {
  const scripts: Record<string, ServerScript> = { ...servers }
  const names = Object.keys(servers)
  await using opened = new AsyncDisposableStack()
  const stages: Record<string, Stage> = {}
  for (const name of names) stages[name] = opened.use(await openStage(options.address))
  const closed = new Set<string>()
  const zones: Zone[] = []
  const questions: Question[] = []
  const dns: DnsServer = opened.use(
    await startDnsServer({ zones, host: options.address, asked: (question) => void questions.push(question) }),
  )
  const publish = (publication: Publication) => {
    const ports = Object.fromEntries(names.map((name) => [name, stages[name]!.port]))
    zones.splice(0, zones.length, ...zonesFor({ scripts, ports, address: options.address }, publication))
  }
  publish(published ?? { servers: names })
  const held = opened.move()
  return {
    publish,
    change: (name, script) => void (scripts[name] = { ...scripts[name]!, ...script }),
    close: (name) => void closed.add(name),
    async watch(title, perform) {
      const users: { server: string; user: string }[] = []
      questions.length = 0
      const scenes = await Promise.all(
        names.map(async (name) => {
          const recording = options.recording.another()
          const script = scripts[name]!
          const remember = (user: string) => void users.push({ server: name, user })
          const patches = rememberingUsers(script.patches, protocols[script.protocol].language, remember)
          const scene = sceneOf(patches, { ...options, settings: await settingsOf(script), recording })
          stages[name]!.play(closed.has(name) ? undefined : scene)
          return { name, scene, recording, language: protocols[script.protocol].language }
        }),
      )
      const { certificate: trust } = await testAuthority()
      try {
        const outcome = await perform({ trust, resolver: { host: dns.host, port: dns.port } })
        const sessions = await Promise.all(
          scenes.map(async ({ name, scene, language }) =>
            (await scene.sessions()).map((session): SiteSession => ({ ...session, server: name, language })),
          ),
        )
        return { outcome, sessions: sessions.flat(), questions: [...questions], users }
      } finally {
        options.recording.include(noted(options.recording.another(), title, questions))
        for (const { recording, scene } of scenes) {
          scene.end()
          options.recording.include(recording)
        }
      }
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** Names that any client accepts: the host, the domain, and the service of the domain (RFC 7817, section 3). */
function namesOfServer({ host = hosts.usual, protocol }: Pick<ServerScript, 'host' | 'protocol'>): Names {
  return { cn: host, dns: [...new Set([host, domain])], srv: [`_${protocol}.${domain}`] }
}

/** A certificate with the names of a server, unless it is made for others. */
export function named(what: CertificateKind | CertificateSpec, server: Parameters<typeof namesOfServer>[0]) {
  const spec: CertificateSpec = typeof what === 'string' ? certificateKinds[what].spec : what
  return { names: namesOfServer(server), ...spec }
}

async function settingsOf(script: ServerScript): Promise<Settings> {
  const { protocol, certificate = 'valid', settings, user = address } = script
  return {
    ...(await usualSettings({ protocol, host: domain }, new Mailbox(), named(certificate, script), user)),
    // who wants to send a password without TLS is to find out how
    authBeforeTls: true,
    ...settings,
  }
}

function zonesFor(
  {
    scripts,
    ports,
    address,
  }: { scripts: Readonly<Record<string, ServerScript>>; ports: Record<string, number>; address: string },
  { servers, notOffered = [], signed = true }: Publication,
): Zone[] {
  const all = [...new Set(Object.values(scripts).map(({ host = hosts.usual }) => host))]
  // what changes from launch to launch is not to be kept
  const ttl = 0
  const addresses = all.map((name) => ({ name, ttl, type: 'A' as const, data: address }))
  return [
    // the root knows the names of other domains
    { origin: '.', signed, records: addresses },
    {
      origin: domain,
      signed,
      records: [
        ...addresses,
        ...servers
          .map((name) => ({ name, ...scripts[name]! }))
          .map(({ name, protocol, host: target = hosts.usual, priority = 0, weight = 1 }) => ({
            name: `_${protocol}._tcp.${domain}`,
            type: 'SRV' as const,
            ttl,
            data: { priority, weight, port: ports[name]!, target },
          })),
        ...notOffered.map((protocol) => ({
          name: `_${protocol}._tcp.${domain}`,
          type: 'SRV' as const,
          ttl,
          data: { priority: 0, weight: 0, port: 0, target: '.' },
        })),
      ],
    },
  ]
}

/** A patch that makes one more: which user names come with a password. */
function rememberingUsers(
  patches: Patches | undefined,
  language: Language,
  remember: (user: string) => void,
): CommonPatch {
  const patch = (typeof patches === 'function' ? patches : patches?.[language]) as CommonPatch | undefined
  return (Base) =>
    class extends (patch?.(Base) ?? Base) {
      override withPassword(user: string, password: string): string | undefined {
        remember(user)
        return super.withPassword(user, password)
      }
    }
}

/** What no connection shows: what the client was asked to, and what it asked DNS. */
function noted(recording: Recording, title: string, questions: readonly Question[]): Recording {
  const connection = recording.nextConnection()
  recording.add(connection, 'C', { layer: 'note', text: title })
  for (const { name, type } of questions) {
    recording.add(connection, 'C', { layer: 'note', text: `asks DNS for ${name} ${type}` })
  }
  return recording
}
