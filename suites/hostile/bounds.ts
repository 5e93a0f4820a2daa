import type { CheckResult } from '../../harness/check.ts'
import type { HostileRow } from './row.ts'
import type { Certified } from './certified.ts'

/** What no peer may make us exceed, as it is by default. A check of a client may launch it three times. A timer may be late. */
export const bounds = { checkMs: 5000, clientCheckMs: 15_000, wholeMs: 60_000, peakRssMb: 300, lateMs: 250 }

/** What is known of a peer: what a reason says of it, and the ids of checks that may fail. */
export interface Known {
  told: RegExp
  breaks?: RegExp
  /** whether everything passes all the same */
  harmless?: boolean
}

/** What is wrong with results, by what is known of the peer that they are about. */
export function faultsIn(results: readonly CheckResult[], { told, breaks, harmless }: Known): string[] {
  const reasons = results.flatMap(({ reason }) => (reason ? [reason.text] : []))
  const isTold = harmless
    ? results.every(({ verdict }) => verdict === 'pass' || verdict === 'not-applicable')
    : reasons.some((text) => told.test(text))
  return [
    ...accusationsIn(results, { breaks }),
    ...(isTold ? [] : [`expected ${harmless ? 'passes' : `a reason like ${told}`}, found ${JSON.stringify(reasons)}`]),
  ]
}

/** Who is accused of what it does not do, and what went wrong on our side. */
export function accusationsIn(results: readonly CheckResult[], { breaks }: Pick<Known, 'breaks'>): string[] {
  const wrong = results.filter(({ id, verdict }) => verdict === 'error' || (verdict === 'fail' && !breaks?.test(id)))
  return wrong.map(({ id, verdict, reason }) => `${id} is ${verdict}: ${reason?.text}`)
}

/** What of a process went against the bounds, of which that of a check is `checkMs`. */
export function excessOf({ report, wholeMs, peakRssMb, exitCode, complaints }: Certified, checkMs: number): string[] {
  const slowest = slowestOf(report.checks)
  return [
    ...(slowest > checkMs + bounds.lateMs ? [`a check took ${Math.round(slowest)} ms`] : []),
    ...(wholeMs > bounds.wholeMs ? [`it took ${Math.round(wholeMs)} ms`] : []),
    ...(peakRssMb > bounds.peakRssMb ? [`it took ${Math.round(peakRssMb)} MB`] : []),
    ...(exitCode === 0 || exitCode === 1 || exitCode === 2 ? [] : [`it exited with ${exitCode}`]),
    ...complaints,
  ]
}

export function slowestOf(checks: readonly CheckResult[]): number {
  return Math.max(0, ...checks.map(({ durationMs }) => durationMs))
}

/** How often each verdict occurs. */
export function countVerdicts(checks: readonly CheckResult[]): HostileRow['verdicts'] {
  const counts: HostileRow['verdicts'] = {}
  for (const { verdict } of checks) counts[verdict] = (counts[verdict] ?? 0) + 1
  return counts
}
