import type { CheckResult } from '../../harness/check.ts'
import { standStillNowAndThen } from './stalls.ts'
import { randomFrom, shuffled } from './random.ts'
import { type Kind, type Soaked, startSoaked } from './subjects.ts'
import { type Weather, weatherFrom } from './weather.ts'
import { inWeather } from './wire-noise.ts'

/** One part of a soak: a subject, and the numbers of the certifications that it goes through. */
export interface Task {
  kind: Kind
  name: string
  rounds: readonly number[]
  seed: string
}

/** What came of a task. */
export interface Soak {
  compared: number
  /** the verdicts without any noise, by the key of each result */
  quiet: Record<string, string>
  differences: Difference[]
}

/** A verdict that was another one than without noise. */
export interface Difference {
  key: string
  round: number
  weather: Weather
  quiet: Told
  noisy: Told
}

export type Told = Pick<CheckResult, 'verdict' | 'reason' | 'dialogue'>

/**
 * How long a check may take, in ms: longer than in a certification, by what the noise takes, and all that a thread has to
 * do. Some bugs and variants wait until they are ended.
 */
const bounds: Record<Kind, number> = {
  reference: 300_000,
  client: 300_000,
  servers: 300_000,
  clients: 60_000,
  bugs: 60_000,
  variants: 60_000,
}

/** What came of each subject in peace: once for a thread. */
const inPeace = new Map<string, Promise<CheckResult[]>>()

/** Does one part of a soak. */
export async function soakOne(task: Task, signal: AbortSignal): Promise<Soak> {
  await using soaked = await startSoaked(task.kind, task.name)
  const key = `${task.kind} ${task.name}`
  const quiet = inPeace.get(key) ?? certifyInPeace(soaked, task, signal)
  inPeace.set(key, quiet)
  return await soakSubject(soaked, task, signal, quiet)
}

/** Certifies a subject once in peace and then in the weather of each round, and compares the verdicts. */
export async function soakSubject(
  soaked: Certified,
  task: Task,
  signal: AbortSignal,
  inPeace = certifyInPeace(soaked, task, signal),
): Promise<Soak> {
  const quiet = await inPeace
  const soak: Soak = {
    compared: 0,
    quiet: Object.fromEntries(quiet.map((each) => [each.key, verdictOf(each)])),
    differences: [],
  }
  for (const round of task.rounds) {
    if (signal.aborted) break
    const { weather, results } = await certifyInNoise(soaked, task, round, signal)
    if (signal.aborted) break
    soak.compared += results.length
    const noisy = new Map(results.map((each) => [each.key, each]))
    for (const each of quiet) {
      const other = noisy.get(each.key)!
      if (verdictOf(each) === verdictOf(other)) continue
      soak.differences.push({ key: each.key, round, weather, quiet: toldOf(each), noisy: toldOf(other) })
    }
  }
  return soak
}

type Certified = Omit<Soaked, keyof AsyncDisposable>

async function certifyInPeace(
  { certify, checks }: Certified,
  { kind }: Task,
  signal: AbortSignal,
): Promise<CheckResult[]> {
  return await certify(checks, { timeoutMs: bounds[kind], signal })
}

async function certifyInNoise(
  { tester, certify, checks }: Certified,
  { kind, name, seed: ofAll }: Task,
  round: number,
  signal: AbortSignal,
) {
  const seed = `${ofAll} ${kind} ${name} ${round}`
  const random = randomFrom(seed)
  const weather = weatherFrom(random)
  const { concurrency } = weather
  using _stalls = standStillNowAndThen(weather.stallMs, random)
  const results = await inWeather({ weather, seed, tester }, () =>
    certify(shuffled(random, checks), { timeoutMs: bounds[kind], concurrency, signal }),
  )
  return { weather, results }
}

/** What must not differ: the verdict, and what kind of reason it has. */
function verdictOf({ verdict, reason }: CheckResult): string {
  return reason ? `${verdict} (${reason.code})` : verdict
}

function toldOf({ verdict, reason, dialogue }: CheckResult): Told {
  return { verdict, reason, dialogue }
}
