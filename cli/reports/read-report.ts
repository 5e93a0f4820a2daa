import type { Report } from '../../harness/report/report.ts'
import { readText } from '../read-file.ts'
import { usage } from '../../harness/usage.ts'
import { readableReport } from './report-schema.ts'

const known = 'mailtls/report/1'

/** Reads a JSON report of mailtls. Throws `usage` where the file is none, or one of a later version than this. */
export function readReport(file: string): Report {
  const value = parse(readText(file, 'a JSON report of mailtls'), file)
  const named = typeof value === 'object' && value && 'schema' in value ? value.schema : undefined
  const schema = typeof named === 'string' ? named : JSON.stringify(named)
  const [, version] = /^mailtls\/report\/(\d+)$/.exec(schema ?? '') ?? []
  if (version === undefined) {
    const found =
      schema === undefined ? 'no schema' : `the schema ${typeof named === 'string' ? `"${schema}"` : schema}`
    throw usage(`expected a JSON report of mailtls (${known}), but ${file} names ${found}`)
  }
  if (schema !== known) {
    throw usage(
      `expected a report of ${known}, but ${file} is one of ${schema}: a newer mailtls wrote it, and can read it`,
    )
  }
  const parsed = readableReport.safeParse(value)
  if (parsed.success) return value as Report
  const [issue] = parsed.error.issues
  throw usage(
    `expected a whole report of ${known}, but in ${file} ${issue!.path.join('.')} is wrong: ${issue!.message}`,
  )
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw usage(`expected a JSON report of mailtls, but ${file} is not JSON: ${why}`, { cause })
  }
}
