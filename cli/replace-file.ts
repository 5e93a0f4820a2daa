import { randomUUID } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { atExit } from '../harness/at-exit.ts'
import { removeLeftIn, removeNow } from '../harness/leftovers.ts'
import { ownOwner } from '../harness/owner.ts'

interface ReplaceOptions {
  /** permissions; default: those of what stood there, or the usual ones */
  mode?: number
  /** whether to wait until it would outlast a loss of power, too */
  durably: boolean
}

const prefix = '.mailtls-'

/**
 * Writes a file, whole or not at all: what stood there before stays until the new one is complete, and where a link leads
 * stays the place. Throws what the system says.
 */
export async function replaceFile(
  path: string,
  content: string | Buffer,
  { mode, durably }: ReplaceOptions,
): Promise<void> {
  const target = await realpath(path).catch(() => path)
  removeHalfWritten(dirname(target))
  const former = await stat(target).catch(() => undefined)
  const temporary = join(dirname(target), `${prefix}${ownOwner()}-${randomUUID()}`)
  const isRemoved = atExit(() => removeNow(temporary))
  try {
    await writeNew(temporary, content, { former, mode, durably })
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    isRemoved()
  }
}

async function writeNew(
  path: string,
  content: string | Buffer,
  { former, mode = former?.mode, durably }: ReplaceOptions & { former?: Stats },
): Promise<void> {
  await using file = await open(path, 'wx', mode)
  await file.writeFile(content)
  // who may not give it away keeps it
  if (former) await file.chown(former.uid, former.gid).catch(() => {})
  if (mode !== undefined) await file.chmod(mode & 0o7777)
  if (durably) await file.sync()
}

const tidied = new Set<string>()

/** Removes what killed runs have half written in a folder. Once in a process. */
export function removeHalfWritten(folder: string): void {
  if (tidied.has(folder)) return
  tidied.add(folder)
  removeLeftIn(folder, prefix)
}
