import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type { EngineClient } from '../../harness/container/engine.ts'
import { type Holdings, look, noHoldings, type Traces } from './holdings.ts'
import type { Place } from './place.ts'
import type { Exit } from './way.ts'

const lookEveryMs = 100

/** A run that hangs is killed. */
const patienceMs = 300_000

/** A run that is looked at from its start to its end. */
export interface ObservedRun {
  child: ChildProcess
  ended: Promise<Exit>
  /** what it has said until now, on stdout and stderr */
  output: () => string
  traces: Traces
  /** all that it was seen to hold */
  seen: Holdings
  /** Waits until it holds something, or has said something; throws where it ends before that. */
  underWay: (isSo: (seen: Holdings, output: string) => boolean) => Promise<void>
  /** from the moment that it was under way to its end */
  tookMs: () => number
}

/** Starts Node with arguments in a place, as the leader of its process group, as a shell does in a terminal. */
export function observe(args: readonly string[], place: Place, engine?: EngineClient): ObservedRun {
  const { FORCE_COLOR: _force, ...inherited } = process.env
  const child = spawn(process.execPath, args, {
    cwd: place.folder,
    env: { ...inherited, ...place.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  }
  const traces: Traces = { token: place.token, pid: child.pid!, temporary: place.temporary, told: place.told, engine }
  const seen = noHoldings()
  let [wasUnderWay, hasEnded] = [0, 0]
  const exited = once(child, 'exit').then(([code, signal]) => {
    hasEnded = performance.now()
    return (code ?? signal) as Exit
  })
  const watching = (async () => {
    while (hasEnded === 0) {
      await look(traces, seen)
      await delay(lookEveryMs)
    }
  })()
  return {
    child,
    ended: Promise.all([exited, watching]).then(([exit]) => exit),
    output: () => said,
    traces,
    seen,
    async underWay(isSo) {
      for (await look(traces, seen); !isSo(seen, said); await look(traces, seen)) {
        if (hasEnded > 0) throw new Error(`expected a run that is under way, but it has ended: ${said}`)
        await delay(20)
      }
      await look(traces, seen)
      wasUnderWay = performance.now()
    },
    tookMs: () => Math.round(hasEnded - wasUnderWay),
  }
}
