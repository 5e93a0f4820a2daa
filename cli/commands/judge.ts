import type { Check } from '../../harness/check.ts'
import { jobs } from '../../harness/run.ts'
import { certify, type CertifyOptions } from '../../suites/certify.ts'
import type { Interruption } from '../interruption.ts'
import type { Reporting } from '../options/reporters.ts'
import { tell } from '../reporters/tell.ts'
import type { SubjectPlan } from '../subject/plan.ts'
import { Progress } from '../terminal/progress.ts'

/** What the command line says of the run and of its exit code. */
export type RunSettings = Pick<CertifyOptions, 'level' | 'allowUndecided' | 'timeoutMs' | 'concurrency'>

interface Run {
  plan: SubjectPlan
  checks: readonly Check[]
  settings: RunSettings
  reporting: Reporting
  interruption: Interruption
}

/** Starts the subject, runs the checks on it, reports, and stops it again; the exit code. */
export async function judge({ plan, checks, settings, reporting, interruption }: Run): Promise<number> {
  const { signal } = interruption
  const progress = new Progress(process.stderr)
  progress.say(`starting ${plan.name}`)
  const setUps = [...new Set(checks.map((check) => check.setUp))]
  await using subject = await plan.start({ setUps, signal }).finally(() => progress.end())
  progress.begin(jobs(subject, checks).length)
  const judged = await certify(subject, { ...settings, checks, signal, onResult: progress.count })
  progress.end()
  const report = { ...judged, exitCode: interruption.exitCode ?? judged.exitCode }
  await tell(report, reporting)
  return report.exitCode
}
