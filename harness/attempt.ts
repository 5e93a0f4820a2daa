import type { Budget } from './budget.ts'
import { type Check, type CheckResult, type ContextFor, replayOf, type TlsSession } from './check.ts'
import { clientContext } from './client-context.ts'
import { contextOf, judgingOf, type Opening, operatorContext, type Reached, type Told } from './context.ts'
import type { Mode } from './client.ts'
import { deadline, within } from './deadline.ts'
import type { Discovery } from './discovery.ts'
import { isMailtlsError, MailtlsError } from './errors.ts'
import type { Peer } from './peer.ts'
import { isClient, isOperator, keyOf, modeText, type Place, protocolOf, roleOf, setUpFor } from './place.ts'
import type { Once } from './once.ts'
import type { Patience } from './patience.ts'
import type { Reach } from './reach.ts'
import { lateText } from './late.ts'
import { Recording, type Side } from './recording.ts'
import { redactedIn } from './redaction/redacted-in.ts'
import type { CertificateStore } from './report/certificate.ts'
import type { Endpoint, Harm, Listener, Role, SetUp, Subject } from './subject.ts'
import { Inconclusive, isDecision, NotApplicable, type Reason, type Verdict } from './verdict.ts'

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

/** Runs one check in one place, within the budget of connections and its time bound. Never throws. */
export async function attempt(check: Check, place: Place, surroundings: Surroundings): Promise<Attempt> {
  const { subject, keepsSecrets, patience } = surroundings
  const setUp = setUpFor(check, place)
  const listener = isClient(place) || isOperator(place) ? undefined : place.listeners[setUp as SetUp]
  const recording = new Recording({ keepsSecrets })
  if (subject.account) recording.hide(subject.account.password)
  const told: Told = { sightings: [] }
  let known: readonly Reached[] = []
  const judgement = await prepare(check, place, surroundings)
    // waiting for what all checks share is no part of the check
    .finally(() => recording.begin())
    .then(async (reached) => {
      known = reached
      using granted = await surroundings.budget.take(check.connections, { first: check.withholds })
      const { timeoutMs, signal: interrupted } = surroundings
      using bound = deadline(isClient(place) ? launchesInARow * timeoutMs : timeoutMs, interrupted)
      recording.begin()
      if (listener) patience.throwIfLost(listener)
      const peers: Peer[] = []
      const judging = judgingOf(subject, told)
      const { signal } = bound
      const opening: Opening = { subject, recording, signal, peers, reach: reacher(surroundings, true) }
      const context = isClient(place)
        ? clientContext(check, place, { ...opening, ...surroundings, signal, interrupted }, judging)
        : isOperator(place)
          ? operatorContext(reached, surroundings.discovery, judging, { ...opening, connections: granted.amount })
          : contextOf(reached[0]!, setUp as SetUp, judging, opening)
      try {
        await within(bound.signal, () => runIn(context as ContextFor<Role>, check, subject))
        return { verdict: 'pass' } as const
      } finally {
        for (const peer of peers) peer.close()
      }
    })
    .catch((error: unknown) => {
      const theirs = isClient(place) ? 'C' : 'S'
      return judge(lateness(error, told, surroundings), { recording, theirs, known })
    })
    .then((judged) => (listener ? withEndOf(listener, subject, judged) : judged))
  if (listener) patience.saw(listener, 'reason' in judgement ? judgement.reason : undefined)
  const seen = told.sightings.at(-1)
  const role = roleOf(place)
  const result: CheckResult = {
    key: keyOf(check, place),
    id: check.id,
    kind: check.kind,
    decides: check.requirementsOf(role, protocolOf(place)),
    purpose: check.purpose,
    role,
    endpoint: place.name,
    setUp,
    ...judgement,
    // a server may give back the password that it was sent, and a check what a server has said
    ...(seen && { seen: redactedIn(seen, (text) => recording.redact(text)) }),
    durationMs: tenths(recording.elapsed()),
    ...shownOf(recording),
    tls: recording.sessions().map((session) => sessionOf(session, surroundings.certificates)),
    replay: replayOf(check, subject),
  }
  return { result, recording }
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

async function runIn(context: ContextFor<Role>, check: Check, subject: Subject): Promise<void> {
  if (check.precondition) {
    if ((await check.precondition(context)) === false) return
    throwUnlessAllowed(check, subject)
  }
  await check.run(context)
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

/** The end of a check's time, as the check would have it told. */
function lateness(error: unknown, { late }: Told, { timeoutMs }: Surroundings): unknown {
  if (!late || !isMailtlsError(error, 'deadline')) return error
  return new Inconclusive(late.code, `${late.text} within ${timeoutMs} ms: --timeout gives it longer`)
}

/** Says of what came to nothing that the server itself has come to its end, where it has. */
async function withEndOf<J extends { verdict: Verdict; reason?: Reason }>(
  listener: Listener,
  { endOf }: Subject,
  judged: J,
): Promise<J> {
  const { verdict, reason } = judged
  const isLost =
    reason && ['connection-refused', 'rate-limited', 'closed-before-greeting', 'ended'].includes(reason.code)
  const end = verdict === 'inconclusive' && isLost ? await endOf?.(listener) : undefined
  return end === undefined ? judged : { ...judged, reason: { code: 'ended', text: `the server has ended with ${end}` } }
}

/** What a judgement on an error rests on: what was said, by whom, and what was known of the listeners before. */
interface Ground {
  recording: Recording
  theirs: Side
  known: readonly Reached[]
}

function judge(error: unknown, ground: Ground): { verdict: Verdict; reason: Reason } {
  const verdict = isDecision(error) ? error.verdict : isMailtlsError(error) ? 'inconclusive' : 'error'
  const { code, text } = reasonOf(error, ground)
  return { verdict, reason: { code, text: ground.recording.redact(text) } }
}

function reasonOf(error: unknown, { recording, theirs, known }: Ground): Reason {
  if (isDecision(error)) return error.reason
  if (isMailtlsError(error, 'deadline')) {
    return { code: error.code, text: lateText(error, recording, theirs) }
  }
  // a listener that was spoken to before refuses now what it refuses to so many connections
  const wasSo = isMailtlsError(error) && known.some((each) => each.known.problem?.code === error.code)
  if (!wasSo && isMailtlsError(error, 'busy', 'closing', 'closed-before-greeting', 'connection-refused')) {
    const text = `${error.message}; the server may limit its clients: lower --concurrency`
    return { code: 'rate-limited', text }
  }
  if (isMailtlsError(error)) return { code: error.code, text: error.message }
  return { code: 'internal', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
