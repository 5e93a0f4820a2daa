import { access, constants, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { MailtlsError } from '../../harness/errors.ts'
import { notYet, oneOf, usage } from '../usage.ts'

const reporters = ['terminal', 'json'] as const
const later = ['html', 'junit', 'sarif']
export type Reporter = (typeof reporters)[number]

/** What goes to stdout, and the file that the JSON report goes to, if any. */
export interface Reporting {
  stdout: Reporter
  file?: string
}

/** One reporter, for the commands that have no report directory. */
export function reporterOf(text = 'terminal'): Reporter {
  if (later.includes(text)) throw notYet(`--reporter ${text}`)
  return oneOf('a reporter', text, reporters)
}

/** What `--reporter` names. */
export function reportersOf(flags: { reporter?: string; reportDir?: string }): Reporter[] {
  const names = (flags.reporter ?? 'terminal').split(',').map((name) => reporterOf(name.trim()))
  if (names.length > 1 && flags.reportDir === undefined) {
    throw usage('expected --report-dir with several reporters: only one can have stdout')
  }
  return names
}

/**
 * Reads `--reporter` and `--report-dir` and makes the directory. Throws `not-writable` where that cannot be had, so that
 * nobody learns of it after a long run.
 */
export async function reportingOf(flags: { reporter?: string; reportDir?: string }): Promise<Reporting> {
  const stdout = reportersOf(flags).includes('terminal') ? 'terminal' : 'json'
  if (flags.reportDir === undefined) return { stdout }
  return { stdout, file: join(await writable(flags.reportDir), 'report.json') }
}

async function writable(directory: string): Promise<string> {
  try {
    await mkdir(directory, { recursive: true })
    await access(directory, constants.W_OK)
    return directory
  } catch (cause) {
    throw notWritable(directory, cause)
  }
}

export function notWritable(path: string, cause: unknown): MailtlsError {
  const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
  return new MailtlsError('not-writable', `expected to write the report to ${path}, but that fails (${why})`, { cause })
}
