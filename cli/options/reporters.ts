import { type Document, type Reporter, reporterNames } from '../reporters/reporters.ts'
import { oneOf, usage } from '../usage.ts'
import { writableDirectory } from '../write-document.ts'

/** What goes to stdout, and which documents go into the report directory. */
export interface Reporting {
  stdout?: Reporter
  directory?: string
  files: readonly Document[]
}

export interface ReporterFlags {
  reporter?: string
  reportDir?: string
}

/** One of the reporters that a command has beside the terminal's, for the commands that have no report directory. */
export function reporterOf<Other extends Reporter = 'json'>(
  text = 'terminal',
  others: readonly Other[] = ['json' as Other],
): 'terminal' | Other {
  return oneOf('a reporter', text, ['terminal', ...others])
}

/** What `--reporter` names. */
export function reportersOf(flags: ReporterFlags): Reporter[] {
  const names = (flags.reporter ?? 'terminal').split(',').map((name) => oneOf('a reporter', name.trim(), reporterNames))
  if (names.length > 1 && flags.reportDir === undefined) {
    throw usage('expected --report-dir with several reporters: only one can have stdout')
  }
  return [...new Set(names)]
}

/**
 * Reads `--reporter` and `--report-dir` and makes the directory, which always gets the JSON report. Throws `not-writable`
 * where that cannot be had.
 */
export async function reportingOf(flags: ReporterFlags): Promise<Reporting> {
  const names = reportersOf(flags)
  const documents = names.filter((name) => name !== 'terminal')
  if (flags.reportDir === undefined) return { stdout: names[0], files: [] }
  return {
    // JSON alone has stdout, too
    stdout: names.includes('terminal') ? 'terminal' : names.every((name) => name === 'json') ? 'json' : undefined,
    directory: await writableDirectory(flags.reportDir),
    files: [...new Set<Document>(['json', ...documents])],
  }
}
