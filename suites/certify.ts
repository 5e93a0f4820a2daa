import type { Check } from '../harness/check.ts'
import { buildReport } from '../harness/report/build-report.ts'
import type { ExitOptions } from '../harness/report/exit-code.ts'
import type { Report } from '../harness/report/report.ts'
import { run, type RunOptions } from '../harness/run.ts'
import type { Subject } from '../harness/subject.ts'
import { allChecks } from './checks.ts'
import { ledger } from './ledger.ts'
import { packageVersion } from './package-version.ts'

export interface CertifyOptions extends RunOptions, ExitOptions {
  /** Default: all */
  checks?: readonly Check[]
}

/**
 * Runs the checks on a running subject and puts the report together: a verdict for each requirement of the ledger. The
 * subject is left running. An aborted `signal` gives the report of what was decided until then.
 */
export async function certify(subject: Subject, options: CertifyOptions = {}): Promise<Report> {
  const { checks = allChecks, level, allowUndecided, ...runOptions } = options
  const startedAt = new Date()
  const start = performance.now()
  const outcome = await run(subject, checks, runOptions)
  const durationMs = performance.now() - start
  const exit = { level, allowUndecided }
  return buildReport({ subject, ledger, outcome, version: packageVersion(), startedAt, durationMs, exit })
}
