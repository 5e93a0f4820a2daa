import type { Budget } from './budget.ts'
import {
  type Check,
  type CheckResult,
  type ClientContext,
  type Context,
  type ContextFor,
  type OperatorContext,
  replayOf,
  type TlsSession,
} from './check.ts'
import { clientContext } from './client-context.ts'
import { contextOf, judgingOf, type Opening, operatorContext, type Reached, type Told } from './context.ts'
import type { Mode } from './client.ts'
import { deadline, within } from './deadline.ts'
import type { Discovery } from './discovery.ts'
import { MailtlsError } from './errors.ts'
import { judge, type Judgement, withEndOf } from './judgement.ts'
import type { Peer } from './peer.ts'
import { isClient, isOperator, keyOf, modeText, type Place, protocolOf, roleOf, setUpFor } from './place.ts'
import type { Once } from './once.ts'
import type { Patience } from './patience.ts'
import type { Reach } from './reach.ts'
import { Recording } from './recording.ts'
import { redactedIn } from './redaction/redacted-in.ts'
import type { CertificateStore } from './report/certificate.ts'
import type { Endpoint, Harm, Listener, Role, SetUp, Subject } from './subject.ts'
import { Inconclusive, NotApplicable, type Reason } from './verdict.ts'

/** What every check of a run shares. */
export interface Surroundings {
  subject: Subject
  budget: Budget
  /** What is known of a listener; asked for once, out of the budget unless whoever asks holds connections of it. */
  reachOf: (endpoint: Endpoint, listener: Listener, holdsConnections: boolean) => Promise<Reach>
  /** what DNS says of the operator's domain */
  discovery: Discovery
  /** what is done once for all checks of a client */
  once: Once
  /** takes in what was shown in handshakes */
  certificates: CertificateStore
  /** how long listeners are waited for that do not answer */
  patience: Patience
  timeoutMs: number
  signal?: AbortSignal
  /** see Recording */
  keepsSecrets?: boolean
}

/** What came of a check, and all that it did on the wire. */
export interface Attempt {
  result: CheckResult
  recording: Recording
}

/** A check of a client may launch it several times, each within the usual bound. */
const launchesInARow = 3

/** One run of a check in a place, with what comes up on the way. */
interface Trial {
  check: Check
  place: Place
  surroundings: Surroundings
  /** the one that a server's check is about */
  listener?: Listener
  recording: Recording
  told: Told
}

/** Runs one check in one place, within the budget of connections and its time bound. Never throws. */
export async function attempt(check: Check, place: Place, surroundings: Surroundings): Promise<Attempt> {
  const { subject, keepsSecrets, patience } = surroundings
  const recording = new Recording({ keepsSecrets })
  if (subject.account) recording.hide(subject.account.password)
  const listener = isClient(place) || isOperator(place) ? undefined : place.listeners[setUpFor(check, place) as SetUp]
  const trial: Trial = { check, place, surroundings, listener, recording, told: { sightings: [] } }
  const judged = await judgementOf(trial)
  const judgement = listener ? await withEndOf(listener, subject, judged) : judged
  if (listener) patience.saw(listener, judgement.reason)
  return { result: resultOf(trial, judgement), recording }
}

async function judgementOf(trial: Trial): Promise<Judgement> {
  const { check, place, surroundings, recording, told } = trial
  let known: readonly Reached[] = []
  try {
    // waiting for what all checks share is no part of the check
    known = await prepare(check, place, surroundings).finally(() => recording.begin())
    await carryOut(trial, known)
    return { verdict: 'pass' }
  } catch (error) {
    const theirs = isClient(place) ? 'C' : 'S'
    return judge(error, { recording, theirs, known, late: told.late, timeoutMs: surroundings.timeoutMs })
  }
}

/** Runs the check once its connections are granted: its time counts from then on. */
async function carryOut(trial: Trial, reached: readonly Reached[]): Promise<void> {
  const { check, place, surroundings, listener, recording } = trial
  const { subject, budget, patience, timeoutMs, signal: interrupted } = surroundings
  using granted = await budget.take(check.connections, { first: check.withholds })
  using bound = deadline(isClient(place) ? launchesInARow * timeoutMs : timeoutMs, interrupted)
  recording.begin()
  if (listener) patience.throwIfLost(listener)
  const { signal } = bound
  const peers: Peer[] = []
  const opening: Opening = { subject, recording, signal, peers, reach: reacher(surroundings, true) }
  const context = contextFor(trial, reached, opening, granted.amount)
  try {
    await within(signal, () => runIn(context as ContextFor<Role>, check, subject))
  } finally {
    for (const peer of peers) peer.close()
  }
}

function contextFor(
  { check, place, surroundings, told }: Trial,
  reached: readonly Reached[],
  opening: Opening,
  connections: number,
): Context | ClientContext | OperatorContext {
  const { subject, discovery, once, timeoutMs, signal: interrupted } = surroundings
  const judging = judgingOf(subject, told)
  if (isClient(place)) return clientContext(check, place, { ...opening, once, timeoutMs, interrupted }, judging)
  if (isOperator(place)) return operatorContext(reached, discovery, judging, { ...opening, connections })
  return contextOf(reached[0]!, setUpFor(check, place) as SetUp, judging, opening)
}

async function runIn(context: ContextFor<Role>, check: Check, subject: Subject): Promise<void> {
  if (check.precondition) {
    if ((await check.precondition(context)) === false) return
    throwUnlessAllowed(check, subject)
  }
  await check.run(context)
}

function resultOf({ check, place, surroundings, recording, told }: Trial, judgement: Judgement): CheckResult {
  const seen = told.sightings.at(-1)
  const role = roleOf(place)
  return {
    key: keyOf(check, place),
    id: check.id,
    kind: check.kind,
    decides: check.requirementsOf(role, protocolOf(place)),
    purpose: check.purpose,
    role,
    endpoint: place.name,
    setUp: setUpFor(check, place),
    ...judgement,
    // a server may give back the password that it was sent, and a check what a server has said
    ...(seen && { seen: redactedIn(seen, (text) => recording.redact(text)) }),
    durationMs: tenths(recording.elapsed()),
    ...shownOf(recording),
    tls: recording.sessions().map((session) => sessionOf(session, surroundings.certificates)),
    replay: replayOf(check, surroundings.subject),
  }
}

function shownOf(recording: Recording): Pick<CheckResult, 'dialogue' | 'times'> {
  const lines = recording.lines()
  return {
    dialogue: lines.map(({ text }) => text),
    times: lines.map(({ at, connection }) => ({ at: tenths(at), connection })),
  }
}

function sessionOf(
  { at, connection, facts }: ReturnType<Recording['sessions']>[number],
  { add }: CertificateStore,
): TlsSession {
  const { version, suite, group, peerCertificate, chain = peerCertificate ? [peerCertificate] : [] } = facts
  return { at: tenths(at), connection, version, suite, ...(group && { group }), chain: add(chain) }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

/** Finds where the check's set-up listens and what is known of it: one listener, or all for the operator's checks. */
async function prepare(check: Check, place: Place, surroundings: Surroundings): Promise<Reached[]> {
  const { subject, signal } = surroundings
  if (signal?.aborted) throw new MailtlsError('interrupted', 'the run was interrupted before this check')
  if (!check.precondition) throwUnlessAllowed(check, subject)
  if (isClient(place)) {
    const barrier = barrierTo(check, place, subject)
    if (barrier) throw new NotApplicable(barrier.code, barrier.text)
    return []
  }
  const reach = reacher(surroundings, false)
  if (isOperator(place)) {
    const [all] = await Promise.all([
      Promise.all(subject.endpoints.map((endpoint) => reach(endpoint, 'default'))),
      surroundings.discovery.meetAll(),
    ])
    return all.filter((each) => each !== undefined)
  }
  const reached = await reach(place, setUpFor(check, place) as SetUp)
  if (!reached) throw new Inconclusive('set-up-missing', adviceOn(check.setUp))
  const { problem } = reached.known
  if (problem && !check.evenUnreached) throw new Inconclusive(problem.code, problem.text)
  return [reached]
}

function reacher({ reachOf }: Surroundings, holdsConnections: boolean): Opening['reach'] {
  return async (endpoint, setUp) => {
    const listener = endpoint.listeners[setUp]
    return listener && { endpoint, listener, known: await reachOf(endpoint, listener, holdsConnections) }
  }
}

/** Why a check cannot be run in a place, as far as that can be told without contacting it. */
export function barrierTo(check: Check, place: Place, { allow }: Pick<Subject, 'allow'>): Reason | undefined {
  if (isClient(place)) {
    const mode = setUpFor(check, place) as Mode
    return place.modes.includes(mode)
      ? undefined
      : { code: 'no-such-command', text: `the client has no command for ${modeText(mode)}` }
  }
  if (!isOperator(place) && !place.listeners[setUpFor(check, place) as SetUp]) {
    return { code: 'set-up-missing', text: adviceOn(check.setUp) }
  }
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
