import { setMaxListeners } from 'node:events'
import { MailtlsError } from '../harness/errors.ts'

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const
type Signal = keyof typeof exitCodes

/** What SIGINT and SIGTERM do to a command: the first one aborts `signal`, a second one ends the process at once. */
export interface Interruption extends Disposable {
  signal: AbortSignal
  /** the exit code, once a signal came */
  exitCode?: number
  /** aborts the signal for another reason, which is no interruption by the user */
  stop: (reason: string) => void
}

export function listenForInterruption(): Interruption {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal) // one for each check
  const abort = (reason: string) => controller.abort(new MailtlsError('interrupted', reason))
  const interruption: Interruption = {
    signal: controller.signal,
    stop: abort,
    [Symbol.dispose]() {
      for (const name of Object.keys(exitCodes)) process.off(name, onSignal)
    },
  }
  function onSignal(name: Signal): void {
    if (interruption.exitCode !== undefined) process.exit(interruption.exitCode)
    interruption.exitCode = exitCodes[name]
    abort(`interrupted by ${name}`)
  }
  for (const name of Object.keys(exitCodes)) process.on(name, onSignal)
  return interruption
}
