import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'

/** What all descendants of a command carry, whatever group or session they have made for themselves. */
export interface ProcessMark {
  /** to be put into the command's environment */
  env: Record<string, string>
  /** Kills every process that carries it. */
  killAll: () => void
}

const variable = 'MAILTLS_LAUNCH'

/** As often is looked again for what was started while we looked. */
const mostSweeps = 20

/**
 * A mark that nobody else has. It is found where Linux shows the environment of processes, in those of this user that
 * have kept theirs; elsewhere nothing is found.
 */
export function createProcessMark(): ProcessMark {
  const value = randomUUID()
  const killed = new Set<string>()
  return {
    env: { [variable]: value },
    killAll() {
      for (let sweep = 0; sweep < mostSweeps; sweep++) {
        const found = processesWith(`${variable}=${value}`).filter((pid) => !killed.has(pid))
        if (found.length === 0) return
        for (const pid of found) {
          killed.add(pid)
          killProcess(Number(pid))
        }
      }
    },
  }
}

/** The processes whose environment holds a text. */
function processesWith(text: string): string[] {
  const wanted = Buffer.from(text)
  return attemptTo(() => readdirSync('/proc'), []).filter(
    (pid) => /^\d+$/.test(pid) && attemptTo(() => readFileSync(`/proc/${pid}/environ`).includes(wanted), false),
  )
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
