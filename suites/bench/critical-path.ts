import type { Check, CheckResult } from '../../harness/check.ts'
import { run, type RunOutcome } from '../../harness/run.ts'
import type { Subject } from '../../harness/subject.ts'

/** One check by itself: `ms` with the look at its endpoint before it, `ownMs` without. */
export interface Alone {
  id: string
  endpoint: string
  ms: number
  ownMs: number
}

/** The longest chain of what must come one after another, in ms. */
export interface CriticalPath {
  ms: number
  steps: readonly Alone[]
}

/** So many of the slowest are run again by themselves: side by side with others, they had waited for the processor, too. */
const candidates = 3

/**
 * Of a run that had all processors and connections that it could use, this much would be left: the look at an endpoint
 * and the slowest check there, and behind that the slowest of those that fail logins, which come last. Both are measured
 * by themselves.
 */
export async function criticalPathOf(subject: Subject, { checks, results }: RunOutcome): Promise<CriticalPath> {
  const measured: Alone[][] = []
  for (const stage of stagesOf(checks, results)) {
    const alone: Alone[] = []
    for (const { id, endpoint } of slowest(stage)) {
      const check = checks.find((each) => each.id === id)!
      alone.push(await runAlone(subject, check, endpoint))
    }
    measured.push(alone)
  }
  return chainOf(measured[0] ?? [], measured[1] ?? [])
}

/** What a run does first, and what it leaves for the end. */
function stagesOf(
  checks: readonly Check[],
  results: readonly CheckResult[],
): [first: CheckResult[], last: CheckResult[]] {
  const failing = new Set(checks.filter(({ harms }) => harms.includes('failed-logins')).map(({ id }) => id))
  return [results.filter(({ id }) => !failing.has(id)), results.filter(({ id }) => failing.has(id))]
}

/** The slowest of the first ones with the look at the endpoint, then the slowest of the last, where all is known by then. */
export function chainOf(first: readonly Alone[], last: readonly Alone[]): CriticalPath {
  const [begin] = first.toSorted((a, b) => b.ms - a.ms)
  const [end] = last.toSorted((a, b) => b.ownMs - a.ownMs)
  return {
    ms: (begin?.ms ?? 0) + (end?.ownMs ?? 0),
    steps: [begin, end].filter((step) => step !== undefined),
  }
}

function slowest(results: readonly CheckResult[]): CheckResult[] {
  return results.toSorted((a, b) => b.durationMs - a.durationMs).slice(0, candidates)
}

async function runAlone(subject: Subject, check: Check, endpoint: string): Promise<Alone> {
  const start = performance.now()
  const { results } = await run(subject, [check], { places: [endpoint] })
  return { id: check.id, endpoint, ms: performance.now() - start, ownMs: results[0]!.durationMs }
}
