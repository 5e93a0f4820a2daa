import { type Document, type Reporter, reporterNames } from '../reporters/reporters.ts'
import { oneOf, usage } from '../../harness/usage.ts'
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

/** What `--reporter` names, of the reporters that a command has. */
export function namedReporters<Name extends Reporter>(
  { reporter = 'terminal', reportDir }: ReporterFlags,
  known: readonly Name[],
): Name[] {
  const names = new Set(reporter.split(',').map((name) => oneOf('a reporter', name.trim(), known)))
  if (names.size > 1 && reportDir === undefined) {
    throw usage('expected --report-dir with several reporters: only one can have stdout')
  }
  return [...names]
}

/** The one of these that has stdout: beside a directory, which gets every document, the terminal or JSON alone. */
export function stdoutFor<Name extends Reporter>(
  names: readonly Name[],
  { reportDir }: ReporterFlags,
): Name | undefined {
  if (reportDir === undefined) return names[0]
  return names.find((name) => name === 'terminal') ?? names.find((name) => name === 'json' && names.length === 1)
}

/** What `--reporter` names, for a command that has all reporters. */
export function reportersOf(flags: ReporterFlags): Reporter[] {
  return namedReporters(flags, reporterNames)
}

/**
 * Reads `--reporter` and `--report-dir` and makes the directory, which always gets the JSON report. Throws `not-writable`
 * where that cannot be had.
 */
export async function reportingOf(flags: ReporterFlags): Promise<Reporting> {
  const names = reportersOf(flags)
  const stdout = stdoutFor(names, flags)
  if (flags.reportDir === undefined) return { stdout, files: [] }
  const documents = names.filter((name) => name !== 'terminal')
  const directory = await writableDirectory(flags.reportDir)
  return { stdout, directory, files: [...new Set<Document>(['json', ...documents])] }
}
