import type { CheckResult } from '../check.ts'
import { type Strength, strength } from '../requirement.ts'
import type { Verdict } from '../verdict.ts'
import type { Compliance, RequirementRow } from './report.ts'

/** Reasons that take a requirement out of the judgement: nothing was tried. */
const outside = new Set(['not-implemented', 'not-selected', 'replaced', 'definition', 'role-not-played'])

/** The clauses that compliance is judged over. */
export function judged(rows: readonly RequirementRow[]): RequirementRow[] {
  return rows.filter((row) => row.class === 'clause' && !(row.reason && outside.has(row.reason.code)))
}

/**
 * RFC 1122, section 1.3.2, over the rows that were tried: any MUST that fails, or any plaintext injection, is not
 * compliant; any MUST left open is undecided; any SHOULD that does not pass is conditional. What binds only under a
 * condition that is not met does not count.
 */
export function complianceOf(rows: readonly RequirementRow[], results: readonly CheckResult[]): Compliance {
  const clauses = judged(rows)
  const verdictsOf = (wanted: Strength) => clauses.filter((row) => strength(row.level) === wanted).map(counted)
  const [musts, shoulds] = [verdictsOf('must'), verdictsOf('should')]
  if (musts.includes('fail') || results.some(isVulnerability)) return 'not compliant'
  const decided = clauses.some(({ verdict }) => verdict === 'pass' || verdict === 'fail' || verdict === 'declared')
  if (!decided || musts.includes('error') || musts.includes('inconclusive')) return 'undecided'
  if (shoulds.some((verdict) => !['pass', 'not-applicable'].includes(verdict))) return 'conditionally compliant'
  return 'unconditionally compliant'
}

/** A declaration counts as its answer. */
function counted({ verdict, declared }: RequirementRow): Verdict {
  return declared ? (declared.answer === 'yes' ? 'pass' : 'fail') : verdict
}

/** Compliance for each RFC whose clauses are in the ledger. */
export function complianceByRfc(
  rows: readonly RequirementRow[],
  results: readonly CheckResult[],
): Record<string, Compliance> {
  const rfcs = [...new Set(rows.filter((row) => row.class === 'clause').map(({ rfc }) => rfc))]
  const of = (rfc: number): Compliance =>
    complianceOf(
      rows.filter((row) => row.rfc === rfc),
      results.filter(({ id }) => id.startsWith(`rfc${rfc}/`)),
    )
  return Object.fromEntries(rfcs.map((rfc) => [String(rfc), of(rfc)]))
}

/** A server that obeys injected plaintext is broken on every protocol, whether or not a clause names it. */
export function isVulnerability({ id, verdict }: CheckResult): boolean {
  return verdict === 'fail' && id.includes('injection')
}
