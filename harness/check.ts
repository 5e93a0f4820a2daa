import type { Account, SmtpClient } from './dialogue/smtp-client.ts'
import type { ClientCertificate, Harm, Role, SetUp, Subject } from './subject.ts'
import type { Reason, Verdict } from './verdict.ts'

/** What was seen where the RFCs leave a choice. It never decides. */
export type Seen = { outcome: string } & Record<string, unknown>

/** What a check's dialogue runs with. Everything it opens is closed for it. */
export interface Context {
  role: Role
  /** whether a handshake with this listener has come out well before */
  tlsHasWorked: boolean
  /** whether there is an account, and it was let in */
  canLogIn: boolean
  /** names this run, in the mail that it sends */
  runId: string
  /** Another connection to the endpoint under test, greeting read. */
  connect: () => Promise<SmtpClient>
  /** The same, as another host, where the subject can be reached so. */
  connectFromElsewhere?: () => Promise<SmtpClient>
  /** The same service where TLS comes first, for controls; undefined where the subject has none. */
  connectImplicit: () => Promise<SmtpClient> | undefined
  /** Fails the check, with the sentence that the report shows, unless the condition holds. */
  expect: (condition: boolean, text: string) => void
  /** Notes what was seen, whatever the verdict. */
  seen: (outcome: string, details?: Record<string, unknown>) => void
  /** Ends the check: it could not reach its purpose. */
  inconclusive: (code: string, text: string) => never
  /** Ends the check: the clause does not bind here, or there is nothing to observe. */
  notApplicable: (text: string) => never
  /** The account to log in with; inconclusive where none was given. */
  account: () => Account
  /** Logs in; inconclusive where the subject refuses an account that it should know. */
  logIn: (smtp: SmtpClient) => Promise<void>
  /** an address of the subject's own that takes mail, where one was given */
  mailbox?: string
  /** A client certificate that the subject accepts, or a stranger's; inconclusive where none was given. */
  clientCertificate: (which?: 'accepted' | 'foreign') => ClientCertificate
}

/** A scripted dialogue, as written: `Requirement` is the type of the ids that it may name. */
export interface CheckDefinition<Requirement extends string = string> {
  id: string
  roles: readonly Role[]
  /** the most specific clauses that a failure breaks; or, for a check that never fails, what it records */
  decides?: readonly Requirement[]
  records?: readonly Requirement[]
  /** what holds when it passes, as a sentence */
  purpose: string
  setUp?: SetUp
  /** runs on the default set-up where its own is not there */
  orDefault?: boolean
  harms?: readonly Harm[]
  /** A harmless look whether there is anything to test: it runs before harms are asked for, and ends the check if not. */
  precondition?: (context: Context) => Promise<void>
  /** how many connections it has open at once */
  connections?: number
  run: (context: Context) => Promise<void>
}

export interface Check extends CheckDefinition {
  kind: 'decides' | 'records'
  /** what it decides or records */
  requirements: readonly string[]
  setUp: SetUp
  harms: readonly Harm[]
  connections: number
}

/** Completes a definition: default set-up, no harm, two connections (the dialogue and its control). */
export function defineCheck(definition: CheckDefinition): Check {
  return {
    setUp: 'default',
    harms: [],
    connections: 2,
    kind: definition.decides ? 'decides' : 'records',
    requirements: definition.decides ?? definition.records ?? [],
    ...definition,
  }
}

/** What came of one check on one endpoint. */
export interface CheckResult {
  key: string
  id: string
  kind: 'decides' | 'records'
  decides: readonly string[]
  purpose: string
  role: Role
  endpoint: string
  setUp: SetUp
  verdict: Verdict
  reason?: Reason
  seen?: Seen
  durationMs: number
  dialogue: string[]
  replay: string
}

/** The command that runs this check alone on the same subject. */
export function replayOf(check: Check, subject: Subject): string {
  return `mailtls certify ${subject.arguments} --check ${check.id}`.replace('  ', ' ')
}
