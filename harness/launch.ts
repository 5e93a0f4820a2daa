import { type CommandEnd, startGroup } from './process-group.ts'

/** A command and its arguments, which no shell will read. */
export interface Command {
  file: string
  arguments: readonly string[]
  /** variables beside those of this process */
  environment?: Readonly<Record<string, string>>
}

/** What came of a command that was run once. */
export interface Launched {
  /** where it ended by itself */
  exitCode?: number
  /** why it has no exit code */
  ended?: 'by-signal' | 'by-us' | 'not-started'
  /** why it was ended by us, where that was not for its time */
  why?: string
  /** what it has printed, stdout and stderr in the order of arrival; or why it could not be started */
  output: string
}

/** How long a command may take to end by itself once it is told to. */
const graceMs = 250

/** What is kept of the output, in bytes, and what is read beyond that before the command is ended. */
const most = { kept: 1_000_000, read: 4_000_000 }

/**
 * Runs a command to its end, or until `signal` ends. Then all is ended that it has started and left behind, also in
 * groups and sessions of their own. Never throws for what the command does.
 */
export async function launch({ file, arguments: args, environment }: Command, signal: AbortSignal): Promise<Launched> {
  if (signal.aborted) return { ended: 'by-us', output: '' }
  const kept: Buffer[] = []
  let read = 0
  const group = startGroup(file, args, {
    graceMs,
    environment,
    onOutput(bytes) {
      // a copy: what is read stands in buffers of 64 KB
      if (read < most.kept) kept.push(Buffer.from(bytes.subarray(0, most.kept - read)))
      read += bytes.length
      if (read > most.read) stop(`it printed more than ${most.read} bytes`)
    },
  })
  let byUs: { ended: 'by-us'; why?: string } | undefined
  const stop = (why?: string) => {
    byUs ??= { ended: 'by-us', ...(why !== undefined && { why }) }
    void group.stop()
  }
  const abort = () => stop()
  signal.addEventListener('abort', abort, { once: true })
  try {
    const end = await group.ended
    // as it is now: who is stopped while we look has ended by itself
    const before = end.notStarted === undefined ? byUs : undefined
    const how = before ?? ((await group.leftConnected()) ? leftAtWork : howEnded(end))
    await group.stop()
    const output = Buffer.concat(kept).toString('utf8')
    return { ...how, output: end.notStarted === undefined ? output : notStartedText(file, end.notStarted) }
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** What it does in the background has no end of its own. */
const leftAtWork = { ended: 'by-us', why: 'it ended and left a connection to what it had started' } as const

function howEnded({ exitCode, notStarted }: CommandEnd): Omit<Launched, 'output'> {
  if (notStarted !== undefined) return { ended: 'not-started' }
  return exitCode === undefined ? { ended: 'by-signal' } : { exitCode }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such command',
  EACCES: 'it may not be executed',
}

/** Says why a command could not be started, by the code of the system's error. */
function notStartedText(file: string, code: string): string {
  return `${file} cannot be run: ${reasons[code] ?? 'the system refuses'} (${code})`
}
