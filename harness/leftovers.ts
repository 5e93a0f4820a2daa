import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDead, ownerPattern } from './owner.ts'
import { sweepProcesses } from './process-mark.ts'

/** How the names of our folders begin where the system keeps temporary files. */
export const folderPrefix = 'mailtls-'

let isSwept = false

/**
 * Ends the processes and removes the temporary files of this user's runs that were killed, since those could not do so
 * themselves. Once in a process.
 */
export function sweepLeftovers(): void {
  if (isSwept) return
  isSwept = true
  sweepProcesses()
  removeLeftIn(tmpdir(), folderPrefix)
}

/** Removes what this user's processes have left in a folder under names of a prefix and an owner, once they have ended. */
export function removeLeftIn(folder: string, prefix: string): void {
  const owned = new RegExp(`^(${ownerPattern})-`)
  for (const name of namesIn(folder)) {
    const owner = name.startsWith(prefix) && owned.exec(name.slice(prefix.length))?.[1]
    if (owner && isDead(owner) && isOfThisUser(join(folder, name))) removeNow(join(folder, name))
  }
}

/** Removes a file, or a folder with all that is in it, as far as that is possible. Where a link leads is left alone. */
export function removeNow(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 3, retryDelay: 10 })
  } catch {
    // somebody else removes it, too, or it is not ours any more
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isOfThisUser(path: string): boolean {
  try {
    const found = lstatSync(path)
    return (found.isDirectory() || found.isFile()) && found.uid === (process.geteuid?.() ?? found.uid)
  } catch {
    return false
  }
}
