import { setTimeout as delay } from 'node:timers/promises'
import { execa } from 'execa'

/** How long a server may take to end by itself. */
const graceMs = 2000

/** A command that runs in a process group of its own, so that it ends with all that it started. */
export interface ProcessGroup {
  /** resolves when the command itself has ended: its exit code, or what kept it from starting */
  ended: Promise<{ exitCode?: number; error?: string }>
  /** what it said on stderr last */
  lastWords: () => string
  stop: () => Promise<void>
}

/** Starts a command without a shell. What is left of its group when this process ends is killed. */
export function startGroup(file: string, args: readonly string[]): ProcessGroup {
  const child = execa(file, args, {
    detached: true,
    buffer: false,
    reject: false,
    stdin: 'ignore',
    stdout: 'ignore',
    stderr: 'pipe',
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString('latin1')).slice(-2000)
  })
  const { pid } = child
  const kill = (signal: NodeJS.Signals) => pid !== undefined && killGroup(pid, signal)
  const killHard = () => kill('SIGKILL')
  if (leftAtExit.size === 0) process.once('exit', killAll)
  leftAtExit.add(killHard)
  const ended = child.then(({ exitCode, code, signal, originalMessage }) => ({
    exitCode,
    error: code ?? signal ?? (exitCode === undefined ? originalMessage : undefined),
  }))
  return {
    ended,
    lastWords: () => said.trimEnd().split('\n').at(-1)?.trim() ?? '',
    async stop() {
      kill('SIGTERM')
      await Promise.race([ended, delay(graceMs, undefined, { ref: false })])
      // what outlives the command itself has no more work to do
      kill('SIGKILL')
      await ended
      leftAtExit.delete(killHard)
      if (leftAtExit.size === 0) process.off('exit', killAll)
    },
  }
}

const leftAtExit = new Set<() => void>()

function killAll(): void {
  for (const killHard of leftAtExit) killHard()
}

/** Signals a group, if there is anything left of it. */
function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch {
    // nothing is left that could be signalled
  }
}
