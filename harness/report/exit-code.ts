import { strength } from '../requirement.ts'
import { worst } from '../verdict.ts'
import { claimFinding } from './claims.ts'
import { complianceOf } from './compliance.ts'
import type { JudgedWaiver, Report, RequirementRow } from './report.ts'

export const failureLevels = ['must', 'should', 'may'] as const
export type FailureLevel = (typeof failureLevels)[number]

/** What the exit code is judged on. */
export interface ExitOptions {
  /** failures below this level do not count. `may` counts every finding */
  level?: FailureLevel
  allowUndecided?: boolean
}

/**
 * 1 for an unwaived failure at or above the level, and for a waiver that is expired or covers nothing; 3 for a fault of
 * ours, 2 for what is undecided, else 0.
 */
export function exitCodeOf(
  report: Omit<Report, 'exitCode'>,
  { level = 'must', allowUndecided }: ExitOptions = {},
): number {
  if (fails(report, level)) return 1
  if (report.waivers.some(isOver)) return 1
  if (report.checks.some(({ verdict }) => verdict === 'error')) return 3
  if (report.problems.length > 0) return 2
  // whether the run decided enough is told where its shards are merged
  return isUndecided(report) && !allowUndecided && !report.shard ? 2 : 0
}

function fails({ requirements, findings }: Omit<Report, 'exitCode'>, level: FailureLevel): boolean {
  const known = findings.filter(({ waived }) => !waived)
  if (known.some(({ severity, check }) => severity === 'vulnerability' || check === claimFinding)) return true
  if (level === 'may' && known.length > 0) return true
  return requirements.some((row) => isFailure(row) && !row.waived && counts(row, level))
}

/** Whether a waiver fails the run: its day is over, or it covers nothing. */
export function isOver({ state }: Pick<JudgedWaiver, 'state'>): boolean {
  return state === 'expired' || state === 'stale'
}

/** Whether a requirement fails, by a check or by its declaration. */
export function isFailure({ verdict, declared }: Pick<RequirementRow, 'verdict' | 'declared'>): boolean {
  return verdict === 'fail' || declared?.answer === 'no'
}

/** Whether the exit code minds a failure of a requirement. */
export function counts({ class: kind, level }: Pick<RequirementRow, 'class' | 'level'>, least: FailureLevel): boolean {
  const counted: readonly string[] = failureLevels.slice(0, failureLevels.indexOf(least) + 1)
  return kind === 'clause' && counted.includes(strength(level))
}

/** Whether anything but waived failures leaves the judgement open: compliance itself ignores waivers. */
function isUndecided(report: Omit<Report, 'exitCode'>): boolean {
  if (report.compliance === 'undecided') return true
  const rows = report.requirements.map((row) => (row.waived ? beside(row, report) : row))
  return report.waivers.some(({ state }) => state === 'applied') && complianceOf(rows, []) === 'undecided'
}

/** What a requirement would be if its waived failures were none. */
function beside({ declared: _no, ...row }: RequirementRow, { checks }: Pick<Report, 'checks'>): RequirementRow {
  const keys = row.byEndpoint.flatMap((each) => each.checks)
  const others = checks.filter(({ key, verdict }) => keys.includes(key) && verdict !== 'fail')
  return { ...row, verdict: worst([...others.map(({ verdict }) => verdict), 'pass']) }
}
