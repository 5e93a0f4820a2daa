import { attempt, type Surroundings } from './attempt.ts'
import { Budget } from './budget.ts'
import type { Check, CheckResult } from './check.ts'
import { Discovery } from './discovery.ts'
import type { Reach } from './reach.ts'
import { Reaches, reachWithin } from './reaches.ts'
import { sweepLeftovers } from './leftovers.ts'
import { Shared } from './once.ts'
import { Patience } from './patience.ts'
import { type CertificateFacts, CertificateStore } from './report/certificate.ts'
import type { Recording } from './recording.ts'
import { redactedIn } from './redaction/redacted-in.ts'
import { Redactor } from './redaction/redactor.ts'
import { clientPlaces, concerns, keyOf, type Place, placesOf, protocolOf, roleOf } from './place.ts'
import { type JobFacts, type Shard, shardOf } from './shard.ts'
import type { SetUp, Subject } from './subject.ts'
import type { Reason } from './verdict.ts'

export interface RunOptions {
  /** how long one check may take, in ms */
  timeoutMs?: number
  /** how many connections are open at once */
  concurrency?: number
  /** only checks of these set-ups */
  setUps?: readonly SetUp[]
  /** only in these places, by name; the other endpoints still serve for controls and for reading mail */
  places?: readonly string[]
  /** only this part of all jobs */
  shard?: Shard
  /** ends the run: what was decided stays, the rest is inconclusive */
  signal?: AbortSignal
  /** whether recordings hold the secrets of TLS sessions: passwords can be read with them */
  keepsSecrets?: boolean
  onResult?: (result: CheckResult, recording: Recording, certificates: RunOutcome['certificates']) => void
}

/** What a run found: a result for each check on each endpoint, and what is wrong with the endpoints themselves. */
export interface RunOutcome {
  /** the checks that were to be run */
  checks: readonly Check[]
  results: CheckResult[]
  problems: { endpoint: string; reason: Reason }[]
  /** what each endpoint lists, by its name, as heard on its first listener */
  capabilities: Record<string, readonly string[]>
  /** those that were shown in handshakes, by the SHA-256 of their DER */
  certificates: Readonly<Record<string, CertificateFacts>>
  /** where only a part was run: which, and all jobs of the whole in their order */
  shard?: Shard & { jobs: readonly JobFacts[] }
}

/**
 * Runs every check in every place whose role it tests, side by side within the budget of connections. What killed runs have
 * left on this machine is removed first.
 */
export async function run(subject: Subject, checks: readonly Check[], options: RunOptions = {}): Promise<RunOutcome> {
  sweepLeftovers()
  const { timeoutMs = 5000, concurrency = 8, signal, keepsSecrets, onResult, shard } = options
  const size = sizeOf(subject, concurrency)
  const budget = new Budget(size)
  const reaches = new Reaches(budget, { subject, timeoutMs, signal })
  const hellos = sayHellos(reaches, subject, options)
  const discovery = new Discovery({
    subject,
    timeoutMs,
    signal,
    reach: (subject, endpoint, listener) => reachWithin(budget, { subject, endpoint, listener, timeoutMs, signal }),
  })
  await using shared = new Shared()
  const redact = Redactor.of(subject.account?.password)
  const certificates = new CertificateStore(redact)
  const surroundings: Surroundings = {
    subject,
    budget,
    reachOf: (...asked) => reaches.of(...asked),
    discovery,
    once: shared.once,
    certificates,
    patience: new Patience(),
    timeoutMs,
    signal,
    keepsSecrets,
  }
  // half of the budget, so that others work while a client waits for an answer
  const withholding = new Budget(Math.ceil(size / 2))
  const results = await attemptAll(jobs(subject, checks, options), { surroundings, withholding, onResult })
  await hellos
  const { problems, capabilities } = await summaryOf(subject, reaches, discovery, redact)
  return {
    checks,
    results,
    // a part cannot tell whether nothing gets through
    problems: shard
      ? problems
      : [...problems, ...clientProblems((subject.clients ?? []).flatMap(clientPlaces), results)],
    capabilities,
    certificates: certificates.known,
    ...(shard && { shard: { ...shard, jobs: jobs(subject, checks, { ...options, shard: undefined }).map(factsOf) } }),
  }
}

/** How many connections may be open at once. */
function sizeOf({ maximumConnections, clients = [] }: Subject, concurrency: number): number {
  const launches = clients.map(({ maximumLaunches = concurrency }) => maximumLaunches)
  return Math.min(concurrency, maximumConnections ?? concurrency, ...launches)
}

/** An endpoint that was named and cannot be spoken to is a problem, also where no check runs on it. */
async function sayHellos(reaches: Reaches, { endpoints }: Subject, { places }: RunOptions): Promise<void> {
  const named = endpoints.filter(({ name }) => places?.includes(name) !== false)
  await Promise.allSettled(
    named.flatMap((endpoint) => {
      const listener = endpoint.listeners.default
      return listener ? [reaches.of(endpoint, listener, false)] : []
    }),
  )
}

interface Attempting extends Pick<RunOptions, 'onResult'> {
  surroundings: Surroundings
  /** of those that let a client wait */
  withholding: Budget
}

/** Attempts all jobs, and gives their results in the order of the jobs. */
async function attemptAll(all: readonly Job[], { surroundings, withholding, onResult }: Attempting) {
  const results = new Map<Job, CheckResult>()
  for (const batch of inOrder(all)) {
    await Promise.all(
      batch.map(async (job) => {
        using _turn = job.check.withholds && (await withholding.take(1))
        const { result, recording } = await attempt(job.check, job.place, surroundings)
        results.set(job, result)
        onResult?.(result, recording, surroundings.certificates.known)
      }),
    )
  }
  return all.map((job) => results.get(job)!)
}

/** What is begun at once, first what lets a client wait, and then what comes last. */
function inOrder(all: readonly Job[]): Job[][] {
  // some servers let everybody wait whose address has sent wrong passwords: the checks that do so come last
  const failsLogins = ({ check }: Job) => check.harms.includes('failed-logins')
  const others = all.filter((job) => !failsLogins(job))
  const withholds = ({ check }: Job) => Number(check.withholds ?? false)
  return [others.toSorted((a, b) => withholds(b) - withholds(a)), all.filter(failsLogins)]
}

/** A check, and where it runs. */
export interface Job {
  check: Check
  place: Place
}

/** Which check runs where. */
export function jobs(
  subject: Pick<Subject, 'endpoints' | 'operator' | 'clients'>,
  checks: readonly Check[],
  { setUps, places, shard }: Pick<RunOptions, 'setUps' | 'places' | 'shard'> = {},
): Job[] {
  const all = placesOf(subject)
    .filter(({ name }) => !places || places.includes(name))
    .flatMap((place) =>
      checks
        .filter((check) => concerns(check, place) && (!setUps || setUps.includes(check.setUp)))
        .map((check) => ({ check, place })),
    )
  return shard ? shardOf(all, shard) : all
}

function factsOf({ check, place }: Job): JobFacts {
  const decides = check.requirementsOf(roleOf(place), protocolOf(place))
  return { key: keyOf(check, place), endpoint: place.name, decides }
}

async function summaryOf(subject: Subject, reaches: Reaches, discovery: Discovery, redact: (text: string) => string) {
  const problems: RunOutcome['problems'] = []
  const capabilities: RunOutcome['capabilities'] = {}
  for (const { name, listeners } of subject.endpoints) {
    for (const listener of Object.values(listeners)) {
      const known = await reaches.known(listener)?.catch(ownFault)
      if (!known) continue
      for (const reason of [known.problem, known.loginProblem]) {
        if (reason && reason.code !== 'interrupted')
          problems.push({ endpoint: name, reason: { ...reason, text: redact(reason.text) } })
      }
      capabilities[name] ??= redactedIn(known.capabilities, redact)
    }
  }
  const unknown = await discovery.problem()
  if (unknown && subject.operator) problems.push({ endpoint: subject.operator.name, reason: unknown })
  return { problems, capabilities }
}

/** Where a client does not get through to any server of ours: why, once for all of its checks there. */
export function clientProblems(
  places: readonly { name: string }[],
  results: readonly CheckResult[],
): RunOutcome['problems'] {
  return places.flatMap(({ name }) => {
    const own = results.filter(({ endpoint, verdict }) => endpoint === name && verdict !== 'not-applicable')
    const reason = own.find((each) => each.reason && unreachableCodes.includes(each.reason.code))?.reason
    return reason && own.every(({ verdict }) => verdict === 'inconclusive') ? [{ endpoint: name, reason }] : []
  })
}

const unreachableCodes: readonly string[] = ['never-connected', 'control-failed']

/** What is known of a listener where looking at it went wrong on our side. */
function ownFault(error: unknown): Pick<Reach, 'problem' | 'loginProblem' | 'capabilities'> {
  return { problem: { code: 'internal', text: String(error) }, capabilities: [] }
}
