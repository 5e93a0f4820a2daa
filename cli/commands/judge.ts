import type { Check } from '../../harness/check.ts'
import type { Report } from '../../harness/report/report.ts'
import { jobs } from '../../harness/run.ts'
import { certify, type CertifyOptions } from '../../suites/certify.ts'
import { beginEvidence } from '../evidence/evidence-files.ts'
import type { Interruption } from '../interruption.ts'
import type { Evidence } from '../options/evidence.ts'
import type { Reporting } from '../options/reporters.ts'
import { complain } from '../output.ts'
import { tell } from '../reporters/tell.ts'
import type { Waiving } from '../waivers/waiving.ts'
import type { SubjectPlan } from '../subject/plan.ts'
import { Progress } from '../terminal/progress.ts'

/** What the command line says of the run and of its exit code. */
export type RunSettings = Pick<
  CertifyOptions,
  'level' | 'allowUndecided' | 'timeoutMs' | 'concurrency' | 'shard' | 'runId'
>

interface Run {
  plan: SubjectPlan
  checks: readonly Check[]
  settings: RunSettings
  waiving: Waiving
  reporting: Reporting
  evidence: Evidence
  interruption: Interruption
}

/** Starts the subject, runs the checks on it, reports, and stops it again; the exit code. Throws `not-writable` at the end. */
export async function judge({
  plan,
  checks,
  settings,
  waiving,
  reporting,
  evidence: wanted,
  interruption,
}: Run): Promise<number> {
  const { signal } = interruption
  const progress = new Progress(process.stderr)
  progress.say(`starting ${plan.name}`)
  const setUps = [...new Set(checks.map((check) => check.setUp))]
  await using subject = await plan.start({ setUps, signal }).finally(() => progress.end())
  progress.begin(jobs(subject, checks, settings).length)
  const { directory } = reporting
  await using evidence = directory === undefined ? undefined : await beginEvidence({ directory, subject, wanted })
  const judged = await certify(subject, {
    ...settings,
    waivers: waiving.files.flatMap(({ waivers }) => waivers),
    checks,
    signal,
    keepsSecrets: wanted.captures,
    onResult(...result) {
      progress.count(result[0])
      evidence?.take(...result)
    },
  })
  progress.end()
  const failure = await evidence?.end()
  const { report: known, error: unwritten } = await afterUpdate(judged, { waiving, settings, interruption })
  const report = { ...known, exitCode: interruption.exitCode ?? known.exitCode }
  await tell(evidence?.namedIn(report) ?? report, reporting)
  if (failure ?? unwritten) throw failure ?? unwritten
  return report.exitCode
}

/** The report by the waivers as they are after `--update-waivers`; or as it was, with what went wrong. */
async function afterUpdate(
  report: Report,
  { waiving, settings, interruption }: Pick<Run, 'waiving' | 'settings' | 'interruption'>,
): Promise<{ report: Report; error?: unknown }> {
  if (!waiving.update) return { report }
  if (interruption.exitCode !== undefined) {
    complain(`${waiving.update.path} was left as it is: the run did not come to its end`)
    return { report }
  }
  const { updateWaivers } = await import('../waivers/update-waivers.ts')
  return await updateWaivers(report, waiving, settings).then(
    (updated) => ({ report: updated }),
    (error: unknown) => ({ report, error }),
  )
}
