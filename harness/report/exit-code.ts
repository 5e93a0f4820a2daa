import { strength } from '../requirement.ts'
import type { Report } from './report.ts'

export const failureLevels = ['must', 'should', 'may'] as const
export type FailureLevel = (typeof failureLevels)[number]

/** What the exit code is judged on. */
export interface ExitOptions {
  /** failures below this level do not count. `may` counts every finding */
  level?: FailureLevel
  allowUndecided?: boolean
}

/** 1 for a failure at or above the level, 3 for a fault of ours, 2 for what is undecided, else 0. */
export function exitCodeOf(
  report: Omit<Report, 'exitCode'>,
  { level = 'must', allowUndecided }: ExitOptions = {},
): number {
  if (fails(report, level)) return 1
  if (report.checks.some(({ verdict }) => verdict === 'error')) return 3
  if (report.problems.length > 0) return 2
  return report.compliance === 'undecided' && !allowUndecided ? 2 : 0
}

function fails({ requirements, findings }: Omit<Report, 'exitCode'>, level: FailureLevel): boolean {
  if (findings.some(({ severity }) => severity === 'vulnerability')) return true
  if (level === 'may') return findings.length > 0
  const counted = level === 'must' ? ['must'] : ['must', 'should']
  return requirements.some(
    (row) => row.class === 'clause' && row.verdict === 'fail' && counted.includes(strength(row.level)),
  )
}
