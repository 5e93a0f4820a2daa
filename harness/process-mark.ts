import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isDead, ownOwner } from './owner.ts'

/** What all descendants of a command carry, whatever group or session they have made for themselves. */
export interface ProcessMark {
  /** to be put into the command's environment */
  env: Record<string, string>
  /** Halts every process that carries it, and tells whether one of them has a TCP connection, which `outputs` are none of. */
  leftConnected: (outputs: readonly string[]) => Promise<boolean>
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
    async leftConnected(outputs) {
      const left = processes().filter((pid) => markOf(pid) === value)
      // who opens connections without end would make the look at them last as long
      for (const pid of left) signalProcess(Number(pid), 'SIGSTOP')
      return await isAnyConnected(left, outputs)
    },
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
      signalProcess(-Number(pid), 'SIGKILL')
      signalProcess(Number(pid), 'SIGKILL')
    }
  }
}

/** Whether one of these has a TCP connection, or is about to. What a network has of them is read once: that takes long. */
async function isAnyConnected(pids: readonly string[], outputs: readonly string[]): Promise<boolean> {
  const networks = new Map<string, readonly string[]>()
  for (const pid of pids) {
    if (!openFilesOf(pid).some((file) => file.startsWith('socket:') && !outputs.includes(file))) continue
    const network = attemptTo(() => readlinkSync(`/proc/${pid}/ns/net`), pid)
    const connections = networks.get(network) ?? (await connectionsSeenBy(pid))
    networks.set(network, connections)
    if (holds(pid, connections)) return true
  }
  return false
}

/** The TCP connections in a process's network, as Linux names their sockets: each line has its state, and the inode of its socket. */
async function connectionsSeenBy(pid: string): Promise<string[]> {
  const tables = ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'latin1').catch(() => ''))
  const lines = (await Promise.all(tables)).join('\n').split('\n')
  return lines.flatMap((line) => {
    const [, , , state = '', , , , , , inode] = line.trim().split(/ +/)
    return isOpen.has(state) ? [`socket:[${inode}]`] : []
  })
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
  for (const pid of processes())
    if (pid !== String(process.pid) && holds(pid, outputs)) signalProcess(Number(pid), 'SIGKILL')
}

function holds(pid: string, files: readonly string[]): boolean {
  return openFilesOf(pid).some((file) => files.includes(file))
}

/** What a process has open, as Linux names it. */
function openFilesOf(pid: string): string[] {
  return attemptTo(() => readdirSync(`/proc/${pid}/fd`), []).flatMap((descriptor) =>
    attemptTo(() => [readlinkSync(`/proc/${pid}/fd/${descriptor}`)], []),
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

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  attemptTo(() => process.kill(pid, signal), false)
}

/** Processes end while they are looked at, and those of others are not shown. */
function attemptTo<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}
