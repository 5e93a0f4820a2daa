import { randomUUID } from 'node:crypto'
import type { Budget } from './budget.ts'
import { type Check, type CheckResult, type Context, replayOf, type Seen } from './check.ts'
import { connect } from './connect.ts'
import { deadline, within } from './deadline.ts'
import type { SmtpClient } from './dialogue/smtp-client.ts'
import { isMailtlsError, MailtlsError } from './errors.ts'
import type { Peer } from './peer.ts'
import type { Reach } from './reach.ts'
import { Recording } from './recording.ts'
import { type Endpoint, type Harm, type Listener, protocols, type SetUp, type Subject } from './subject.ts'
import { Failure, Inconclusive, isDecision, NotApplicable, type Reason, type Verdict } from './verdict.ts'

/** What every check of a run shares. */
export interface Surroundings {
  subject: Subject
  budget: Budget
  /** what is known of a listener; asked for once */
  reachOf: (endpoint: Endpoint, listener: Listener) => Promise<Reach>
  timeoutMs: number
  signal?: AbortSignal
}

/** Runs one check on one endpoint, within the budget of connections and its time bound. Never throws. */
export async function attempt(check: Check, endpoint: Endpoint, surroundings: Surroundings): Promise<CheckResult> {
  const { subject } = surroundings
  const setUp = setUpFor(check, endpoint)
  const recording = new Recording()
  const sightings: Seen[] = []
  let start = performance.now()
  const judgement = await prepare(check, endpoint, surroundings)
    .then(async ({ listener, known }) => {
      using _connections = await surroundings.budget.take(check.connections)
      using bound = deadline(surroundings.timeoutMs, surroundings.signal)
      start = performance.now()
      const peers: Peer[] = []
      const open = opener({ subject, recording, signal: bound.signal, known, peers })
      const context = contextOf({ check, endpoint, listener, subject, open, sightings, known })
      try {
        await within(bound.signal, () => runIn(context, check, subject))
        return { verdict: 'pass' } as const
      } finally {
        for (const peer of peers) peer.close()
      }
    })
    .catch((error: unknown) => judge(error, recording))
  const seen = sightings.at(-1)
  return {
    key: `${check.id}@${endpoint.name}#${setUp}`,
    id: check.id,
    kind: check.kind,
    decides: check.requirements,
    purpose: check.purpose,
    role: protocols[endpoint.protocol].role,
    endpoint: endpoint.name,
    setUp,
    ...judgement,
    ...(seen && { seen: withoutSecrets(seen, recording) }),
    durationMs: Math.round((performance.now() - start) * 10) / 10,
    dialogue: recording.dialogue(),
    replay: replayOf(check, subject),
  }
}

async function runIn(context: Context, check: Check, subject: Subject): Promise<void> {
  if (check.precondition) {
    await check.precondition(context)
    throwUnlessAllowed(check, subject)
  }
  await check.run(context)
}

/** Finds where the check's set-up listens and what is known of it. Throws Inconclusive where it cannot be run. */
async function prepare(check: Check, endpoint: Endpoint, { subject, reachOf, signal }: Surroundings) {
  if (signal?.aborted) throw new MailtlsError('interrupted', 'the run was interrupted before this check')
  const listener = endpoint.listeners[setUpFor(check, endpoint)]
  if (!listener) throw new Inconclusive('set-up-missing', adviceOn(check.setUp))
  if (!check.precondition) throwUnlessAllowed(check, subject)
  const known = await reachOf(endpoint, listener)
  if (known.problem) throw new Inconclusive(known.problem.code, known.problem.text)
  return { listener, known }
}

/** The set-up that a check runs in on this endpoint: its own, or the default where that will do. */
export function setUpFor({ setUp, orDefault }: Check, { listeners }: Endpoint): SetUp {
  return orDefault && !listeners[setUp] ? 'default' : setUp
}

/** Why a check cannot be run on an endpoint, as far as that can be told without contacting it. */
export function barrierTo(check: Check, endpoint: Endpoint, { allow }: Pick<Subject, 'allow'>): Reason | undefined {
  if (!endpoint.listeners[setUpFor(check, endpoint)]) return { code: 'set-up-missing', text: adviceOn(check.setUp) }
  const barred = check.harms.filter((harm) => !allow.includes(harm))
  return barred.length > 0 ? { code: 'not-allowed', text: adviceOnHarm(barred) } : undefined
}

function throwUnlessAllowed({ harms }: Check, { allow }: Subject): void {
  const barred = harms.filter((harm) => !allow.includes(harm))
  if (barred.length > 0) throw new Inconclusive('not-allowed', adviceOnHarm(barred))
}

function adviceOn(setUp: SetUp): string {
  return `no endpoint in the set-up "${setUp}" was named: map one under setUps in mailtls.yaml`
}

function adviceOnHarm(harms: Harm[]): string {
  return `this check is marked ${harms.join(', ')}: allow it with ${harms.map((harm) => `--allow ${harm}`).join(' ')}`
}

/** One for the whole process: whoever finds our mail can tell which run it was. */
const runId = randomUUID()

type Opener = (listener: Listener, implicitTls: boolean, from?: string) => Promise<SmtpClient>

function opener(with_: {
  subject: Subject
  recording: Recording
  signal: AbortSignal
  known: Reach
  peers: Peer[]
}): Opener {
  const { subject, recording, signal, known, peers } = with_
  if (subject.account) recording.hide(subject.account.password)
  return (listener, implicitTls, from) =>
    connect(listener, { recording, signal, tls: known.tls, implicitTls, from }, (peer) => peers.push(peer))
}

interface ContextParts {
  check: Check
  endpoint: Endpoint
  listener: Listener
  subject: Subject
  open: Opener
  sightings: Seen[]
  known: Reach
}

function contextOf({ check, endpoint, listener, subject, open, sightings, known }: ContextParts): Context {
  const { role } = protocols[endpoint.protocol]
  const missing = (what: string, how: string): never => {
    throw new Inconclusive(`${what.replaceAll(' ', '-')}-missing`, `no ${what} was given: ${how}`)
  }
  const account = () => subject.account ?? missing('account', 'name one with --user and --password-env')
  return {
    role,
    tlsHasWorked: known.tlsWorks,
    canLogIn: subject.account !== undefined && !known.loginProblem,
    runId,
    account,
    connect: () => open(listener, false),
    ...(subject.elsewhere && { connectFromElsewhere: () => open(listener, false, subject.elsewhere) }),
    connectImplicit() {
      const same = subject.endpoints.find(
        ({ protocol, listeners }) =>
          protocols[protocol].role === role && protocols[protocol].implicitTls && listeners[check.setUp],
      )
      return same && open(same.listeners[check.setUp]!, true)
    },
    expect(condition, text) {
      if (!condition) throw new Failure(text)
    },
    seen(outcome, details) {
      sightings.push({ outcome, ...details })
    },
    inconclusive(code, text) {
      throw new Inconclusive(code, text)
    },
    notApplicable(text) {
      throw new NotApplicable('not-applicable', text)
    },
    async logIn(smtp) {
      if (known.loginProblem) throw new Inconclusive(known.loginProblem.code, known.loginProblem.text)
      const reply = await smtp.authenticate(account())
      if (reply.class !== 2) throw new Inconclusive('login-refused', `the login was refused: "${reply}"`)
    },
    mailbox: subject.mailbox,
    clientCertificate: (which = 'accepted') =>
      subject.clientCertificates?.[which] ??
      missing('client certificate', 'name one under clientCertificates in mailtls.yaml'),
  }
}

function judge(error: unknown, recording: Recording): { verdict: Verdict; reason: Reason } {
  const verdict = isDecision(error) ? error.verdict : isMailtlsError(error) ? 'inconclusive' : 'error'
  const { code, text } = reasonOf(error, recording)
  return { verdict, reason: { code, text: recording.redact(text) } }
}

function reasonOf(error: unknown, recording: Recording): Reason {
  if (isDecision(error)) return error.reason
  if (isMailtlsError(error, 'deadline')) {
    const last = recording.dialogue().at(-1)
    return { code: error.code, text: last ? `${error.message} after "${last}"` : error.message }
  }
  if (isMailtlsError(error)) return { code: error.code, text: error.message }
  return { code: 'internal', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** A server may give back the password that it was sent, and a check what a server has said. */
function withoutSecrets(seen: Seen, recording: Recording): Seen {
  const redacted = Object.entries(seen).map(([name, value]) => [
    name,
    typeof value === 'string' ? recording.redact(value) : value,
  ])
  return Object.fromEntries(redacted) as Seen
}
