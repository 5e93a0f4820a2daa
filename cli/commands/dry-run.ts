import type { Check } from '../../harness/check.ts'
import { dryRunOf } from '../dry-run.ts'
import type { Reporting } from '../options/reporters.ts'
import { print, printJson, styleFor, widthOf } from '../output.ts'
import type { SubjectPlan } from '../subject/plan.ts'
import { dryRunLines } from '../terminal/dry-run.ts'

/** `mailtls certify --dry-run`: what would be run and sent. */
export async function tellDryRun(plan: SubjectPlan, checks: readonly Check[], { stdout }: Reporting): Promise<void> {
  const dryRun = dryRunOf(plan, checks)
  if (stdout === 'json') return await printJson(dryRun)
  const look = { width: widthOf(process.stdout), style: styleFor(process.stdout) }
  await print(`${dryRunLines(dryRun, look).join('\n')}\n`)
}
