import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { isDead, ownOwner } from './owner.ts'

/** What all descendants of a command carry, whatever group or session they have made for themselves. */
export interface ProcessMark {
  /** to be put into the command's environment */
  env: Record<string, string>
  /** Whether a process that carries it has a TCP connection. */
  isConnected: () => boolean
  /** Kills every process that carries it. */
  killAll: () => void
}

const variable = 'MAILTLS_LAUNCH'

/** As often is looked again for what was started while we looked. */
const mostSweeps = 20

/**
 * A mark that nobody else has: this process, its user, and a word of its own. It is found where Linux shows the environment of
 * processes, in those of this user that have kept theirs; elsewhere nothing is found.
 */
export function createProcessMark(): ProcessMark {
  const value = `${ownOwner()}/${user()}/${randomUUID()}`
  return {
    env: { [variable]: value },
    isConnected: () => processes().some((pid) => markOf(pid) === value && isConnected(pid)),
    killAll: () => killWhere((mark) => mark === value),
  }
}

/** Kills what runs of this user have started that were killed themselves. */
export function sweepProcesses(): void {
  // a run that such a run has started is not to end itself
  const [above] = (process.env[variable] ?? '').split('/')
  killWhere((mark) => {
    const [owner = '', startedBy] = mark.split('/')
    return owner !== above && startedBy === user() && isDead(owner)
  })
}

/** The user's number, where users have one. Who is launched may go on under another. */
function user(): string {
  return String(process.geteuid?.() ?? '')
}

/** Kills every process whose mark is meant, with the group that it leads. */
function killWhere(isMeant: (mark: string) => boolean): void {
  const killed = new Set<string>()
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    const found = processes().filter((pid) => !killed.has(pid) && isMeant(markOf(pid)))
    if (found.length === 0) return
    for (const pid of found) {
      killed.add(pid)
      killProcess(-Number(pid))
      killProcess(Number(pid))
    }
  }
}

/** Whether a process has a TCP connection, or is about to: each line on one has its state, and the inode of its socket. */
function isConnected(pid: string): boolean {
  const lines = ['tcp', 'tcp6'].flatMap((table) =>
    attemptTo(() => readFileSync(`/proc/${pid}/net/${table}`, 'latin1'), '').split('\n'),
  )
  const connections = lines.flatMap((line) => {
    const [, , , state = '', , , , , , inode] = line.trim().split(/ +/)
    return isOpen.has(state) ? [`socket:[${inode}]`] : []
  })
  return holds(pid, connections)
}

/** ESTABLISHED, SYN_SENT, FIN_WAIT1, FIN_WAIT2 and CLOSE_WAIT, as Linux numbers them. */
const isOpen = new Set(['01', '02', '04', '05', '08'])

/** What the output of a command that was just started goes into, as Linux names it: pipes that nobody else has. */
export function outputsOf(pid: number): string[] {
  return [1, 2]
    .flatMap((descriptor) => attemptTo(() => [readlinkSync(`/proc/${pid}/fd/${descriptor}`)], []))
    .filter((output) => /^(pipe|socket):/.test(output))
}

/** Kills who has one of these open, such as a daemon that has left its environment behind, but not its output. */
export function killHoldersOf(outputs: readonly string[]): void {
  if (outputs.length === 0) return
  for (const pid of processes()) if (pid !== String(process.pid) && holds(pid, outputs)) killProcess(Number(pid))
}

function holds(pid: string, outputs: readonly string[]): boolean {
  return attemptTo(() => readdirSync(`/proc/${pid}/fd`), []).some((descriptor) =>
    attemptTo(() => outputs.includes(readlinkSync(`/proc/${pid}/fd/${descriptor}`)), false),
  )
}

/** The mark in the environment of a process, or nothing. */
function markOf(pid: string): string {
  const environment = attemptTo(() => readFileSync(`/proc/${pid}/environ`, 'latin1'), '')
  if (!environment.includes(variable)) return ''
  const entry = environment.split('\0').find((each) => each.startsWith(`${variable}=`)) ?? ''
  return entry.slice(variable.length + 1)
}

function processes(): string[] {
  return attemptTo(() => readdirSync('/proc'), []).filter((name) => /^\d+$/.test(name))
}

function killProcess(pid: number): void {
  attemptTo(() => process.kill(pid, 'SIGKILL'), false)
}

/** Processes end while they are looked at, and those of others are not shown. */
function attemptTo<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}
