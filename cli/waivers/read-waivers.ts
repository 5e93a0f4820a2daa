import { z } from 'zod'
import { claimFinding } from '../../harness/report/claims.ts'
import { suggestion } from '../../harness/suggestion.ts'
import { allChecks } from '../../suites/checks.ts'
import { validated } from '../config/issues.ts'
import { waiversSchema } from '../config/waiver-schema.ts'
import { readYaml, type YamlFile } from '../config/yaml-file.ts'
import { readText } from '../read-file.ts'
import type { WaiverFile } from './waiving.ts'

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
