import { setTimeout as delay } from 'node:timers/promises'
import type { EngineClient } from '../../harness/container/engine.ts'
import { type End, ends, isSignalled, send } from './ends.ts'
import { held, type Holdings, leftOf, listed, removeLeft } from './holdings.ts'
import { observe, type ObservedRun } from './observed-run.ts'
import { newPlace } from './place.ts'
import { brokenIn } from './report-files.ts'
import { type Exit, usualExits, type Way } from './way.ts'

/** How long a run may go on behind a signal, where it has the machine to itself. */
const usualExitMs = 5000

/** How long things may take to go that nobody holds any more. */
const goneWithinMs = 10_000

/** What came of a way to run that came to one of its ends. */
export interface Outcome {
  exit: Exit
  /** from the signal to the exit */
  tookMs?: number
  /** what it was seen to hold */
  held: string
  /** what was still there when the next run began, where one was needed */
  before?: string
  /** what does not hold, as sentences; what was left behind among them */
  faults: string[]
}

/** The ends that a way can come to. */
export function endsOf({ runs }: Way): End[] {
  return (Object.keys(ends) as End[]).filter((end) => (isSignalled(end) ? runs.long : runs[end]))
}

/** Runs mailtls in a way until it comes to an end, looks for what it has left behind, and removes that. */
export async function tryOut(way: Way, end: End, engine?: EngineClient, exitWithinMs = usualExitMs): Promise<Outcome> {
  using place = newPlace()
  const { runs, next = runs.success } = way
  const { args, exit: own } = runs[isSignalled(end) ? 'long' : end]!(place)
  const run = observe(args, place, engine)
  if (isSignalled(end)) {
    await run.underWay(way.isUnderWay!)
    await send(end, run)
  }
  const exit = await run.ended
  const faults = exitFaults(run, exit, isSignalled(end) ? { ...usualExits, ...way.exits }[end] : own)
  const observed = [run]
  let before: string | undefined
  if (end === 'SIGKILL' || (isSignalled(end) && way.isSweptLater)) {
    before = held(await leftOf(run.traces, run.seen))
    const { args: nextArgs, exit: nextExit } = next!(place)
    const nextRun = observe(nextArgs, place, engine)
    observed.push(nextRun)
    faults.push(...exitFaults(nextRun, await nextRun.ended, nextExit))
  }
  for (const each of observed) {
    const left = await leftInTheEnd(each)
    faults.push(...listed(left).map((what) => `expected nothing to be left, found ${what}`))
    await removeLeft(left, engine)
  }
  faults.push(...brokenIn(place.report))
  if (!isSignalled(end)) return { exit, held: held(run.seen), faults }
  const tookMs = run.tookMs()
  if (tookMs > exitWithinMs) faults.push(`expected the end within ${exitWithinMs} ms, found ${tookMs}`)
  return { exit, tookMs, held: held(run.seen), ...(before && { before }), faults }
}

/** What is left when the engine has had time to remove what it was asked to, and the kernel what was killed. */
async function leftInTheEnd({ traces, seen }: ObservedRun): Promise<Holdings> {
  for (const since = performance.now(); ; await delay(100)) {
    const left = await leftOf(traces, seen)
    if (held(left) === '' || performance.now() - since > goneWithinMs) return left
  }
}

function exitFaults(run: ObservedRun, exit: Exit, expected: Exit): string[] {
  return exit === expected ? [] : [`expected the end ${expected}, found ${exit}: ${run.output().slice(-2000)}`]
}
