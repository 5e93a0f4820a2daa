import { existsSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Waiver } from '../../harness/report/report.ts'
import { usage } from '../../harness/usage.ts'
import { makeDirectory, notWritable } from '../write-document.ts'

export interface WaiverFlags {
  waivers?: string
  updateWaivers?: true
}

/** How errors call what is written. */
export const theWaivers = 'the waivers'

/** A file with waivers, in the order in which it has them. */
export interface WaiverFile {
  path: string
  /** a file of its own may be about several subjects; mailtls.yaml is about one */
  ofItsOwn: boolean
  /** undefined where it is not there yet */
  text?: string
  waivers: readonly Waiver[]
}

/** Failures that are known. */
export interface Waiving {
  files: readonly WaiverFile[]
  /** the one that gets the failures of this run */
  update?: WaiverFile
}

/**
 * Reads the waivers of the configuration, where there is one, and of `--waivers`. Throws `usage` with the place of what
 * is wrong, and `not-writable`. A file that is to be written need not be there yet.
 */
export async function waivingOf({ waivers: named, updateWaivers }: WaiverFlags, config?: string): Promise<Waiving> {
  const files = [
    ...(config === undefined ? [] : [await read(config, false)]),
    ...(named === undefined ? [] : [updateWaivers && !existsSync(named) ? none(named) : await read(named, true)]),
  ]
  if (!updateWaivers) return { files }
  const update = files.at(-1)
  if (!update) throw usage('expected --waivers FILE or a mailtls.yaml with --update-waivers, to have where to write to')
  await demandWritable(update)
  return { files, update }
}

/** Who has no file does not wait for what reads it. */
async function read(path: string, ofItsOwn: boolean): Promise<WaiverFile> {
  return (await import('./read-waivers.ts')).readWaivers(path, ofItsOwn)
}

/** Throws `not-writable`, so that nobody learns of it after a long run. */
async function demandWritable({ path, text }: WaiverFile): Promise<void> {
  try {
    await makeDirectory(dirname(path))
    await access(dirname(path), constants.W_OK)
    if (text !== undefined) await access(path, constants.W_OK)
  } catch (cause) {
    throw notWritable(path, cause, theWaivers)
  }
}

function none(path: string): WaiverFile {
  return { path, ofItsOwn: true, waivers: [] }
}
