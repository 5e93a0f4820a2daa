import type { Client, Mode } from './client.ts'
import type { Account, Dialogue } from './dialogue/dialogue.ts'
import type { ImapClient } from './dialogue/imap-client.ts'
import type { DialogueWith } from './dialogue/open.ts'
import type { Pop3Client } from './dialogue/pop3-client.ts'
import type { SmtpClient } from './dialogue/smtp-client.ts'
import type { RecordData, RecordType } from './dns/records.ts'
import type { DnsAnswer } from './dns/resolver.ts'
import type { ServiceLabel, Services } from './dns/services.ts'
import { isList } from './is-list.ts'
import type { Peer } from './peer.ts'
import type { Recording } from './recording.ts'
import {
  type ClientCertificate,
  type Harm,
  type Language,
  type Protocol,
  protocols,
  type Role,
  type SetUp,
  type Subject,
} from './subject.ts'
import type { Reason, Verdict } from './verdict.ts'
import type { ClientTls } from './wire/tls-session.ts'

/** What was seen where the RFCs leave a choice. It never decides. */
export type Seen = { outcome: string } & Record<string, unknown>

/** What decides a check, and what it may use of the subject beside connections. */
export interface Judging {
  /** names this run, in the mail that it sends */
  runId: string
  /** Fails the check, with the sentence that the report shows, unless the condition holds. */
  expect: (condition: boolean, text: string) => void
  /** Notes what was seen, whatever the verdict. */
  seen: (outcome: string, details?: Record<string, unknown>) => void
  /** What to tell where time runs out although the subject has answered all the while: what it has not come to. */
  ifLate: (code: string, text: string) => void
  /** Ends the check: it could not reach its purpose. */
  inconclusive: (code: string, text: string) => never
  /** Ends the check: the clause does not bind here, or there is nothing to observe. */
  notApplicable: (text: string) => never
  /** The account to log in with; inconclusive where none was given. */
  account: () => Account
  /** an address of the subject's own that takes mail, where one was given */
  mailbox?: string
  /** whether what is seen is the product's own choice, and not that of a site */
  asShipped: boolean
  /** A client certificate that the subject accepts, or a stranger's; inconclusive where none was given. */
  clientCertificate: (which?: 'accepted' | 'foreign') => ClientCertificate
  /** whether that the server accepts it is known, and not only assumed */
  acceptanceKnown: boolean
}

/** How one listener of an endpoint is spoken to. Everything that is opened is closed for the check. */
export interface Connecting<D extends Dialogue = Dialogue> {
  role: Role
  protocol: Protocol
  /** the endpoint's, as reports have it */
  name: string
  port: number
  implicitTls: boolean
  /** whether a handshake with this listener has come out well before */
  tlsHasWorked: boolean
  /** whether there is an account, and it was let in */
  canLogIn: boolean
  /** why it was not */
  loginProblem?: Reason
  /** what to offer in a handshake, before the check has wishes of its own */
  tls: ClientTls
  /** the host that its certificate is to name, where one is known */
  serverName?: string
  /** why no dialogue can be had there */
  problem?: Reason
  /** A connection with its greeting read: inside TLS where that is implicit, with `tls` before what is known to work. */
  connect: (tls?: ClientTls) => Promise<D>
  /** The same, as another host, where the subject can be reached so. */
  connectFromElsewhere?: () => Promise<D>
  /** A connection inside TLS, whichever way leads there. Inconclusive where none does. */
  connectSecurely: (tls?: ClientTls) => Promise<D>
  /** A connection on which a ClientHello is due: at once, or behind the go-ahead. Inconclusive where that cannot be had. */
  connectForHandshake: () => Promise<Peer>
  /** A bare TCP connection, nothing read. */
  dial: () => Promise<Peer>
  /** Lets time pass between two connections, at most until the check's time is up. It decides nothing. */
  pause: (ms: number) => Promise<void>
  /** Logs in; inconclusive where the subject refuses an account that it should know. */
  logIn: (dialogue: Dialogue) => Promise<void>
}

/** What a check's dialogue with one endpoint runs with. */
export interface Context<D extends Dialogue = Dialogue> extends Judging, Connecting<D> {
  /** the set-up that the check runs in: its own, or the default where that will do */
  setUp: SetUp
  /** The same service where TLS comes first, for controls; undefined where the subject has none. */
  connectImplicit: () => Promise<D> | undefined
  /** Where the mailbox is read: IMAP if there is a choice, inside TLS, logged in; undefined where the subject has no such endpoint. */
  connectToInbox?: () => Promise<ImapClient | Pop3Client>
  /** Another endpoint of the subject, in its default set-up; undefined where it has none of this protocol. */
  beside: (protocol: Protocol) => Promise<Connecting | undefined>
}

/** What a check of the operator runs with: the domain and all endpoints in their default set-up. */
export interface OperatorContext extends Judging {
  role: 'operator'
  /** the mail domain, where one was named */
  domain?: string
  /** those that the user named */
  endpoints: readonly Connecting[]
  /** how many connections may be open at once */
  connections: number
  /** What DNS says of the domain, looked up once a run; inconclusive where no domain was named. */
  services: () => Promise<Services>
  /** The server that an SRV record names, where the resolver says it is. Nobody logs in there. */
  at: (label: ServiceLabel, record: Pick<RecordData['SRV'], 'target' | 'port'>) => Promise<Connecting>
  /** Asks the same resolver; throws what it throws. */
  ask: <T extends RecordType>(name: string, type: T) => Promise<DnsAnswer<T>>
}

/** What a check of a client runs with. The servers that the client meets are none of the harness's business. */
export interface ClientContext extends Judging {
  role: 'smtp-client' | 'mua'
  /** what it is to speak; undefined where it sets up an account and finds out by itself */
  protocol?: Protocol
  /** how it is asked to protect its connections */
  mode: Mode
  client: Client
  /** what the check saw; see Recording.include */
  recording: Recording
  signal: AbortSignal
  /** ms that one launch may take */
  launchMs: number
  /** Does some work once in a run, for whichever check asks first; what comes of it serves all. */
  once: <T>(key: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>
}

/** A check of SMTP servers. */
export type SmtpContext = Context<SmtpClient>

export type ContextFor<R extends Role> = [R] extends ['operator']
  ? OperatorContext
  : [R] extends ['smtp-client' | 'mua']
    ? ClientContext
    : Context<DialogueWith<R>>

/** Whether a check is about endpoints with STARTTLS, about implicit TLS ones, about both, or about a client's accounts. */
export type Ports = 'starttls' | 'implicit-tls' | 'any' | 'account'

/** A scripted dialogue, as written: `Requirement` is the type of the ids that it may name. */
export interface CheckDefinition<Requirement extends string = string, R extends Role = Role> {
  id: string
  roles: readonly R[]
  ports?: Ports
  /** the most specific clauses that a failure breaks, by role or protocol where they differ; or, for a check that never fails, what it records */
  decides?: ByRole<Requirement>
  records?: ByRole<Requirement>
  /** what holds when it passes, as a sentence */
  purpose: string
  setUp?: SetUp
  /** what a client has to speak; default: any language */
  languages?: readonly Language[]
  /** lets the other side wait for an answer: it is begun first, so that the others do not wait for it */
  withholds?: true
  /** how a client is asked to protect its connections; default: `required`, whichever way the port has it */
  mode?: 'required' | Mode
  /** runs with `starttls-if-possible` where a client has no mode that demands TLS: it accuses of nothing that is lawful there */
  orIfPossible?: true
  /** runs on the default set-up where its own is not there */
  orDefault?: boolean
  harms?: readonly Harm[]
  /** judges endpoints, too, with which no dialogue can be had */
  evenUnreached?: boolean
  /** A harmless look whether there is anything left to test: it runs before harms are asked for; `false` passes the check. */
  precondition?(context: ContextFor<R>): Promise<boolean | void>
  /** how many connections it has open at once */
  connections?: number
  run(context: ContextFor<R>): Promise<void>
}

type ByRole<Requirement> = readonly Requirement[] | Partial<Record<Role | Protocol, readonly Requirement[]>>

export interface Check extends Omit<CheckDefinition, 'decides' | 'records'> {
  kind: 'decides' | 'records'
  /** what it decides or records of a role; for a client, where it speaks this protocol */
  requirementsOf: (role: Role, protocol?: Protocol) => readonly string[]
  /** the same of all places */
  requirements: readonly string[]
  ports: Ports
  setUp: SetUp
  harms: readonly Harm[]
  connections: number
}

/** Completes a definition: STARTTLS endpoints, default set-up, no harm, two connections (the dialogue and its control). */
export function defineCheck<R extends Role>(definition: CheckDefinition<string, R>): Check {
  const { decides, records, ...rest } = definition
  const named = decides ?? records ?? []
  const requirementsOf = (role: Role, protocol?: Protocol): readonly string[] =>
    isList(named) ? named : ((protocol && named[protocol]) ?? named[role] ?? [])
  return {
    setUp: 'default',
    harms: [],
    connections: 2,
    ports: 'starttls',
    kind: decides ? 'decides' : 'records',
    ...(rest as Omit<CheckDefinition, 'decides' | 'records'>),
    requirementsOf,
    requirements: [
      ...new Set(definition.roles.flatMap((role) => everywhere.flatMap((at) => requirementsOf(role, at)))),
    ],
  }
}

const everywhere = [undefined, ...(Object.keys(protocols) as Protocol[])]

/** What came of one check on one endpoint. */
export interface CheckResult {
  key: string
  id: string
  kind: 'decides' | 'records'
  decides: readonly string[]
  purpose: string
  role: Role
  endpoint: string
  setUp: SetUp | Mode
  verdict: Verdict
  reason?: Reason
  seen?: Seen
  durationMs: number
  dialogue: string[]
  /** for each line of the dialogue: when it was there, in ms since the check began, and on which connection, from 1 */
  times: { at: number; connection: number }[]
  /** the TLS sessions that came to run, in order of time */
  tls: TlsSession[]
  replay: string
  /** files beside the report that show it, by their paths from there */
  evidence?: { dialogue?: string; capture?: string }
}

/** What a handshake settled. Names are IANA's. */
export interface TlsSession {
  /** in ms since the check began */
  at: number
  connection: number
  version: string
  suite: string
  /** of the key exchange; known where we are the client, of what OpenSSL tells */
  group?: string
  /** SHA-256 of each certificate that the peer showed, its own first: keys of `certificates` in the report */
  chain: string[]
}

/** The command that runs this check alone on the same subject. */
export function replayOf(check: Check, subject: Subject): string {
  return `mailtls certify ${subject.arguments} --check ${check.id}`.replace('  ', ' ')
}
