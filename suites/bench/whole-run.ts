import { availableParallelism } from 'node:os'
import { run } from '../../harness/run.ts'
import type { Subject } from '../../harness/subject.ts'
import { allChecks } from '../checks.ts'
import { containersCpuMs } from './container-cpu.ts'
import { type CriticalPath, criticalPathOf } from './critical-path.ts'
import { median, type Spread, spreadOf, timed, times } from './measure.ts'
import { msText, ratioText, spreadCells } from './row.ts'

/** A whole certification, in a process that is warm; times in ms. */
export interface WholeRun {
  results: number
  ms: Spread
  /** of this process, all of its threads */
  cpuMs: number
  /** of the containers that it has started */
  containersMs: number
  path: CriticalPath
}

/**
 * Runs all checks on a subject, once to warm up and then as often as is measured, and looks for its critical path. `onRun` is
 * called behind each of these runs.
 */
export async function wholeRun(subject: Subject, rounds: number, onRun = (): void => {}): Promise<WholeRun> {
  const inContainers: number[] = []
  const once = async () => {
    const before = await containersCpuMs()
    const done = await timed(async () => await run(subject, allChecks))
    inContainers.push((await containersCpuMs()) - before)
    onRun()
    return done
  }
  await once()
  const runs = await times(rounds, once)
  const { value: outcome } = runs.at(-1)!
  return {
    results: outcome.results.length,
    ms: spreadOf(runs.map(({ ms }) => ms)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
    containersMs: median(inContainers.slice(1)),
    path: await criticalPathOf(subject, outcome),
  }
}

/** What a whole run is shown in: `wholeCells` fills these columns. */
export function wholeColumns(rounds: number): string[] {
  const path = ['critical path', 'time ÷ critical path', 'which is']
  return [`median of ${rounds}`, 'min … max', ...path, ...cpuColumns()]
}

/** The time of a run, and how far it is from its bounds. */
export function wholeCells({ ms, cpuMs, containersMs, path }: WholeRun): string[] {
  const steps = path.steps.map(({ id, endpoint, ownMs }) => `\`${id}\` on ${endpoint}: ${msText(ownMs)}`)
  const chain = [msText(path.ms), ratioText(ms.median, path.ms), steps.join('; ')]
  return [...spreadCells(ms), ...chain, ...cpuCells(ms.median, cpuMs, containersMs)]
}

/** What the processors of this machine need at least. */
function cpuColumns(): string[] {
  return ['own CPU', 'CPU in containers', `time ÷ (all CPU ÷ ${availableParallelism()})`]
}

export function cpuCells(ms: number, cpuMs: number, containersMs = 0): string[] {
  const bound = (cpuMs + containersMs) / availableParallelism()
  // one that idles, since other tables need it, has used some µs
  return [msText(cpuMs), containersMs > 10 ? msText(containersMs) : '', ratioText(ms, bound)]
}
