import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** How whole documents end; those of JSON are read. */
const endings: Record<string, RegExp> = { '.html': /<\/html>\s*$/, '.xml': /<\/testsuites>\s*$/ }

/** What is half written below a report directory, as sentences. */
export function brokenIn(directory: string): string[] {
  return filesIn(directory).flatMap((name) => {
    const broken = [`expected whole files only, found ${name}`]
    // a document that is being written lies beside its place
    if (/(^|\/)\./.test(name)) return broken
    const content = readFileSync(join(directory, name), 'utf8')
    const ending = endings[/\.[a-z]+$/.exec(name)?.[0] ?? '']
    if (ending && !ending.test(content)) return broken
    return /\.(json|sarif)$/.test(name) && !isJson(content) ? broken : []
  })
}

function filesIn(directory: string): string[] {
  try {
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    return names.filter((name) => statSync(join(directory, name)).isFile())
  } catch {
    return []
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
