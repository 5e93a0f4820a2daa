import { setTimeout as delay } from 'node:timers/promises'
import { execa } from 'execa'
import { atExit } from './at-exit.ts'
import { sweepLeftovers } from './leftovers.ts'
import { lastLinesOf } from './last-lines.ts'
import { createProcessMark, killHoldersOf, outputsOf } from './process-mark.ts'

/** How long a server may take to end by itself. */
const serverGraceMs = 2000

/** How long output may still come, in ms: while somebody may have the pipe open, and once nobody has who could be found. */
const drainMs = { whoeverHasIt: 200, nobody: 2000 }

/** How a command has ended: its exit code, the signal that ended it, or what kept it from starting. */
export interface CommandEnd {
  exitCode?: number
  signal?: string
  /** such as ENOENT */
  notStarted?: string
}

/** A command that runs in a process group of its own, so that it ends with all that it started. */
export interface ProcessGroup {
  /** resolves when the command itself has ended, whatever it has left behind */
  ended: Promise<CommandEnd>
  /** Halts what it started and has left behind, and tells whether that has a TCP connection, as far as it can be found. */
  leftConnected: () => Promise<boolean>
  /** what it said on stderr last */
  lastWords: () => string
  /** Ends it and all that it started, and waits for the rest of its output. */
  stop: () => Promise<void>
}

interface GroupOptions {
  /** takes what comes on stdout and stderr, in the order of arrival */
  onOutput?: (bytes: Buffer) => void
  /** how long it may take to end by itself once it is stopped */
  graceMs?: number
  /** variables beside those of this process */
  environment?: Readonly<Record<string, string>>
}

/** Starts a command without a shell. What is left of it when this process ends is killed. */
export function startGroup(
  file: string,
  args: readonly string[],
  { onOutput, graceMs = serverGraceMs, environment }: GroupOptions = {},
): ProcessGroup {
  sweepLeftovers()
  const mark = createProcessMark()
  const child = execa(file, args, {
    detached: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    stdout: onOutput ? 'pipe' : 'ignore',
    stderr: 'pipe',
    env: { ...environment, ...mark.env },
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString('latin1')).slice(-2000)
    onOutput?.(bytes)
  })
  if (onOutput) child.stdout?.on('data', onOutput)
  const { pid } = child
  const outputs = pid === undefined ? [] : outputsOf(pid)
  const kill = (signal: NodeJS.Signals) => {
    if (pid !== undefined) killGroup(pid, signal)
  }
  const killHard = () => {
    kill('SIGKILL')
    mark.killAll()
  }
  const isEnded = atExit(killHard)
  const drained = child.then(({ exitCode, signal, code, originalMessage }): CommandEnd => {
    return exitCode === undefined && signal === undefined
      ? { notStarted: code ?? originalMessage ?? 'unknown error' }
      : { exitCode, signal }
  })
  // its pipes may stay open in what it has left behind
  const exited = new Promise<CommandEnd>((resolve) => {
    child.nodeChildProcess.once('exit', (exitCode, signal) =>
      resolve(exitCode === null ? { signal: String(signal) } : { exitCode }),
    )
  })
  const ended = Promise.race([exited, drained])
  const stop = async () => {
    kill('SIGTERM')
    await Promise.race([ended, delay(graceMs, undefined, { ref: false })])
    // what outlives the command itself has no more work to do
    killHard()
    await ended
    isEnded()
    const isDrained = async (ms: number) =>
      await Promise.race([drained.then(() => true), delay(ms, false, { ref: false })])
    if (!(await isDrained(drainMs.whoeverHasIt))) {
      killHoldersOf(outputs)
      await isDrained(drainMs.nobody)
    }
    child.stdout?.destroy()
    child.stderr.destroy()
  }
  let stopping: Promise<void> | undefined
  return {
    ended,
    leftConnected: () => mark.leftConnected(outputs),
    lastWords: () => lastLinesOf(said, 1)[0] ?? '',
    stop: () => (stopping ??= stop()),
  }
}

/** Signals a group, if there is anything left of it. */
function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // nothing is left that could be signalled
  }
}
