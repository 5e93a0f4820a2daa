import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process as text that fits into a file name, a label and the environment: where it runs, its number, its start. */
export type Owner = string

/** What `ownerOf` makes, for regular expressions. */
export const ownerPattern = String.raw`[0-9a-f]{8}-\d+-\d*`

let own: Owner | undefined

/** This process. */
export function ownOwner(): Owner {
  return (own ??= ownerOf(process.pid))
}

/** The process that has a number now. */
export function ownerOf(pid: number): Owner {
  return `${place()}-${pid}-${statusOf(pid)?.start ?? ''}`
}

/**
 * Whether a process has ended for certain: a number that somebody else has got since then does not hide it. Never true of
 * those on other machines, in other containers, and before a restart of this machine.
 */
export function isDead(owner: Owner): boolean {
  const [where, pid, start] = owner.split('-')
  if (where !== place() || !/^[1-9]\d*$/.test(pid ?? '')) return false
  const now = statusOf(Number(pid))
  // who is not shown may still be there
  if (now === undefined || !start) return isGone(Number(pid))
  return now.start !== start || now.isOver
}

/** Where numbers of processes mean the same as here: this kernel since it started, and the namespace of this process. */
function place(): string {
  const parts = [
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) ?? '',
    read(() => readlinkSync('/proc/self/ns/pid')) ?? '',
  ]
  const known = parts.every((part) => part !== '') ? parts : [hostname()]
  return createHash('sha256').update(known.join('\n')).digest('hex').slice(0, 8)
}

/** When a process started, in ticks since the machine did, and whether it only waits to be buried: proc(5), "stat". */
function statusOf(pid: number): { start: string; isOver: boolean } | undefined {
  const stat = read(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  // its name stands in parentheses, and may hold some itself
  const [state = '', ...fields] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  return stat === undefined ? undefined : { start: fields[18]!, isOver: 'ZX'.includes(state) }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function read<T>(from: () => T): T | undefined {
  try {
    return from()
  } catch {
    return undefined
  }
}
