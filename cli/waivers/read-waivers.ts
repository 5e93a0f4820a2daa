import { existsSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { claimFinding } from '../../harness/report/claims.ts'
import type { Waiver } from '../../harness/report/report.ts'
import { suggestion } from '../../harness/suggestion.ts'
import { allChecks } from '../../suites/checks.ts'
import { validated } from '../config/issues.ts'
import { waiversSchema } from '../config/waiver-schema.ts'
import { readYaml, type YamlFile } from '../config/yaml-file.ts'
import { readText } from '../read-file.ts'
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
    ...(config === undefined ? [] : [readWaivers(config, false)]),
    ...(named === undefined ? [] : [updateWaivers && !existsSync(named) ? none(named) : readWaivers(named, true)]),
  ]
  if (!updateWaivers) return { files }
  const update = files.at(-1)
  if (!update) throw usage('expected --waivers FILE or a mailtls.yaml with --update-waivers, to have where to write to')
  await demandWritable(update)
  return { files, update }
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

const inMap = z.strictObject({ waivers: waiversSchema })

/** Reads a file of waivers, or those of a configuration. Throws `usage` with the place of what is wrong. */
export function readWaivers(path: string, ofItsOwn: boolean): WaiverFile {
  const yaml = readYaml(path, ofItsOwn ? 'waivers for --waivers' : 'a configuration for --config')
  const file = { path, ofItsOwn, text: readText(path, 'waivers') }
  const value = ofItsOwn ? yaml.value : waiversIn(yaml.value)
  if (value === null) return { ...file, waivers: [] }
  const isList = Array.isArray(value)
  const list = isList ? validated(waiversSchema, yaml) : validated(inMap, { ...yaml, value }).waivers
  const at = (i: number) => (isList ? [i] : ['waivers', i])
  for (const [i, { check }] of list.entries()) if (check !== undefined) demandCheck(check, yaml, [...at(i), 'check'])
  return { ...file, waivers: list.map((waiver, i) => ({ ...waiver, at: yaml.at(at(i)) })) }
}

/** What else a configuration holds is none of our business. */
function waiversIn(config: unknown): { waivers: unknown } | null {
  return config && typeof config === 'object' && 'waivers' in config ? { waivers: config.waivers } : null
}

function demandCheck(id: string, yaml: YamlFile, path: readonly PropertyKey[]): void {
  if (id === claimFinding) return
  const found = allChecks.find((check) => check.id === id)
  if (found?.kind === 'decides') return
  if (found) throw yaml.error(path, `expected a check that can fail: ${id} only records what it sees`)
  const known = allChecks.filter(({ kind }) => kind === 'decides').map((check) => check.id)
  throw yaml.error(path, `expected a check, found "${id}"${suggestion(id, known)}`)
}
