import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../harness/package-root.ts'
import { packageVersion } from '../package-version.ts'

/** What was measured: a row for each thing, a cell for each column. */
export interface Table {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** Where a table belongs: a document in docs/, the name in its markers there, and the command that makes it. */
export interface TablePlace {
  document: string
  table: string
  command: string
}

/**
 * Prints a table as Markdown, and with `--write` among the arguments puts it into its document, too: between
 * `<!-- table NAME -->` and `<!-- end -->`, with the command, the date, the version and the machine.
 */
export function publish({ document, table, command }: TablePlace, measured: Table): void {
  const text = `${told(command)}\n\n${markdown(measured)}\n`
  process.stdout.write(`\n${text}`)
  if (!process.argv.includes('--write')) return
  const file = join(packageRoot(), 'docs', document)
  const [start, end] = [`<!-- table ${table} -->\n`, '<!-- end -->\n']
  const before = readFileSync(file, 'utf8')
  const [from, to] = [before.indexOf(start), before.indexOf(end, before.indexOf(start))]
  if (from < 0 || to < 0) throw new Error(`expected ${start.trim()} and ${end.trim()} in ${file}, found no such place`)
  writeFileSync(file, `${before.slice(0, from)}${start}${text}${before.slice(to)}`)
}

function told(command: string): string {
  const day = new Date().toISOString().slice(0, 10)
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const memory = Math.round(totalmem() / 1024 ** 3)
  const machine = `${availableParallelism()} cores (${model}), ${memory} GB, ${process.platform}, Node ${process.versions.node}`
  return `\`${command}\`, ${day}, mailtls ${packageVersion()}, ${machine}:`
}

function markdown({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}
