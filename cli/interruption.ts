import { setMaxListeners } from 'node:events'
import { endInHaste } from '../harness/at-exit.ts'
import { MailtlsError } from '../harness/errors.ts'

const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type Signal = keyof typeof exitCodes

/** How long the second signal waits for what cannot be removed at once, such as containers; the third does not. */
const hasteMs = 3000

/**
 * What SIGINT, SIGTERM and SIGHUP do to a command: the first one aborts `signal`, a second one ends the process without a
 * report.
 */
export interface Interruption extends Disposable {
  signal: AbortSignal
  /** the exit code, once a signal came */
  exitCode?: number
  /** aborts the signal for another reason, which is no interruption by the user */
  stop: (reason: string) => void
}

/** Has the user's signals end a run, and the process where it goes on all the same. Dispose it to stop listening. */
export function listenForInterruption(): Interruption {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal) // one for each check
  const abort = (reason: string) => controller.abort(new MailtlsError('interrupted', reason))
  let signals = 0
  const interruption: Interruption = {
    signal: controller.signal,
    stop: abort,
    [Symbol.dispose]() {
      for (const name of Object.keys(exitCodes)) process.off(name, onSignal)
    },
  }
  function onSignal(name: Signal): void {
    signals += 1
    interruption.exitCode ??= exitCodes[name]
    if (signals === 1) abort(`interrupted by ${name}`)
    else void endInHaste(signals === 2 ? hasteMs : 0).finally(() => process.exit(interruption.exitCode))
  }
  for (const name of Object.keys(exitCodes)) process.on(name, onSignal)
  return interruption
}
