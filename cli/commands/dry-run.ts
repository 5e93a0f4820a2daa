import type { Check } from '../../harness/check.ts'
import { jobs } from '../../harness/run.ts'
import type { Shard } from '../../harness/shard.ts'
import { dryRunOf } from '../dry-run.ts'
import type { Reporting } from '../options/reporters.ts'
import { printJson, printLines } from '../output.ts'
import type { SubjectPlan } from '../subject/plan.ts'
import { dryRunLines } from '../terminal/dry-run.ts'
import { lookOf } from '../terminal/look.ts'

/** `mailtls certify --dry-run`: what would be run and sent. */
export async function tellDryRun(
  plan: SubjectPlan,
  checks: readonly Check[],
  { stdout, shard }: Pick<Reporting, 'stdout'> & { shard?: Shard },
): Promise<void> {
  const dryRun = dryRunOf(plan, jobs(plan, checks, { shard }))
  if (stdout === 'json') return await printJson(dryRun)
  await printLines(dryRunLines(dryRun, lookOf(process.stdout)))
}
