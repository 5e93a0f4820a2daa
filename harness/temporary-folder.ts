import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { atExit } from './at-exit.ts'
import { MailtlsError } from './errors.ts'
import { folderPrefix, removeLeftIn, removeNow, sweepLeftovers } from './leftovers.ts'
import { ownOwner } from './owner.ts'

/** A folder that only this user may enter. Dispose it to remove it; otherwise it goes when this process ends. */
export interface TemporaryFolder extends AsyncDisposable {
  path: string
}

/**
 * Makes one where the system keeps such folders, or in another one, where its name begins with `prefix`. Those that killed
 * runs have left there are removed. Throws `not-writable`.
 */
export async function temporaryFolder(parent = tmpdir(), prefix = folderPrefix): Promise<TemporaryFolder> {
  sweepLeftovers()
  if (prefix !== folderPrefix) removeLeftIn(parent, prefix)
  const path = await mkdtemp(join(parent, `${prefix}${ownOwner()}-`)).catch((cause: NodeJS.ErrnoException) => {
    const why = `expected to make a folder for temporary files in ${parent}, but that fails (${cause.code})`
    const advice = prefix === folderPrefix ? ': set TMPDIR to a folder that can be written to' : ''
    throw new MailtlsError('not-writable', `${why}${advice}`, { cause })
  })
  const isRemoved = atExit(() => removeNow(path))
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true, maxRetries: 3 })
      isRemoved()
    },
  }
}
