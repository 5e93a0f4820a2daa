import { lstat, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { removeHalfWritten } from '../replace-file.ts'
import { notWritable } from '../write-document.ts'

/** A kind of evidence: its folder in the report directory, the ending of its files, and what each of them begins with. */
export interface Kind {
  folder: string
  ending: string
  mark: string
  /** where the mark stands in a file, in bytes */
  markAt: number
}

/**
 * Removes the files of an earlier run: none may pass for one of this run. Whatever else is there stays, and its names, in
 * small letters, are returned. Throws `not-writable`.
 */
export async function removeFormer(directory: string, kind: Kind): Promise<Set<string>> {
  const folder = join(directory, kind.folder)
  const others = new Set<string>()
  removeHalfWritten(folder)
  try {
    for (const name of await namesIn(folder)) {
      if (await isOurs(join(folder, name), kind)) await rm(join(folder, name))
      else others.add(name.toLowerCase())
    }
  } catch (cause) {
    throw notWritable(folder, cause, 'evidence')
  }
  return others
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

/** The content of a file of this kind; undefined where there is none, or something else. */
export async function readOurs(path: string, kind: Kind): Promise<Buffer | undefined> {
  return (await isOurs(path, kind).catch(() => false)) ? await readFile(path) : undefined
}

async function isOurs(path: string, { ending, mark, markAt }: Kind): Promise<boolean> {
  if (!path.endsWith(ending)) return false
  if (!(await lstat(path)).isFile()) return false
  await using file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(mark.length), 0, mark.length, markAt)
  return buffer.subarray(0, bytesRead).toString() === mark
}
