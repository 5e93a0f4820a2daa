import type { CheckResult } from '../../harness/check.ts'
import { isVulnerability } from '../../harness/report/compliance.ts'
import type { Report, RequirementRow } from '../../harness/report/report.ts'
import { strength } from '../../harness/requirement.ts'

/** How much a failure weighs, the worst first: `note` is beside the judgement. */
export const weights = ['vulnerability', 'MUST', 'SHOULD', 'note'] as const
export type Weight = (typeof weights)[number]

/** What a failed check breaks, the weightiest first: what it decides, and the clauses that this fails in turn. */
export function brokenBy({ key, decides }: CheckResult, { requirements }: Report): RequirementRow[] {
  const own = requirements.filter(({ id }) => decides.includes(id))
  const others = requirements.filter(
    ({ id, byEndpoint }) => !decides.includes(id) && byEndpoint.some(({ checks }) => checks.includes(key)),
  )
  return [...own, ...others].toSorted((a, b) => weights.indexOf(weightOf(a)) - weights.indexOf(weightOf(b)))
}

/** How much a failed check weighs. */
export function weightOfFailure(result: CheckResult, report: Report): Weight {
  const [weightiest] = brokenBy(result, report)
  return isVulnerability(result) ? 'vulnerability' : weightiest ? weightOf(weightiest) : 'note'
}

/** How much a failure of a requirement weighs. */
export function weightOf({ class: kind, level }: RequirementRow): Weight {
  const word = strength(level)
  return kind !== 'clause' || word === 'none' || word === 'may' ? 'note' : word === 'must' ? 'MUST' : 'SHOULD'
}
