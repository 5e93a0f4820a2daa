import type { Authority } from '../certs/authority.ts'
import type { Check, CheckResult } from '../harness/check.ts'
import { run, type RunOptions } from '../harness/run.ts'
import { protocols, type Role, type SetUp } from '../harness/subject.ts'
import type { Bug, Variant } from '../servers/bugs/bug.ts'
import { startReference } from '../servers/reference/start.ts'

/**
 * Runs checks on a bug or a variant, on its own endpoint and in its own set-ups. Beside it the other endpoints serve as
 * they should: for controls, and for reading mail.
 */
export async function runChanged(
  change: Bug | Variant,
  checks: readonly Check[],
  authority?: Authority,
  options?: RunOptions,
): Promise<CheckResult[]> {
  const own: readonly SetUp[] = 'setUps' in change ? change.setUps : [change.setUp]
  const operator = change.endpoint === 'operator'
  const setUps = [...new Set([...own, 'default' as const])]
  await using subject = await startReference({ change, operator, setUps, authority })
  const places = [operator ? subject.operator!.name : change.endpoint]
  return (await run(subject, checks, { ...options, setUps: own, places })).results
}

/** Who is to blame for a bug. */
export function roleOfBug({ endpoint }: Pick<Bug, 'endpoint'>): Role {
  return endpoint === 'operator' ? 'operator' : protocols[endpoint].role
}
