import type { RequirementRow } from '../../harness/report/report.ts'
import { strength, type Strength } from '../../harness/requirement.ts'
import type { Verdict } from '../../harness/verdict.ts'
import type { Cell, Overview, OverviewRequirement, OverviewSubject } from './overview.ts'

/** Reasons for which there is nothing to tell of a subject: the requirement is not for it, or nobody asked. */
const silent = ['role-not-played', 'not-selected', 'not-implemented']

/** The cell of a subject, unless it has nothing to tell. */
export function cellOf({ verdicts }: OverviewRequirement, { id }: OverviewSubject): Cell | undefined {
  const cell = verdicts[id]
  return cell?.reason && silent.includes(cell.reason.code) ? undefined : cell
}

/** The verdicts of those who have something to tell. */
export function verdictsOf(requirement: OverviewRequirement, subjects: readonly OverviewSubject[]): Set<Verdict> {
  const cells = subjects.flatMap((subject) => cellOf(requirement, subject) ?? [])
  return new Set(cells.map(({ verdict }) => verdict))
}

/** Whether some fail what others keep. What could not be decided, or does not apply, is no difference. */
export function differs(verdicts: ReadonlySet<Verdict>): boolean {
  return verdicts.has('fail') && verdicts.has('pass')
}

/** How many clauses with a MUST, or with a SHOULD, a subject fails. */
export function failed({ requirements }: Overview, subject: OverviewSubject, wanted: Strength): number {
  return requirements.filter(
    (row) => isClause(row) && strength(row.level) === wanted && cellOf(row, subject)?.verdict === 'fail',
  ).length
}

/** Whether any clause of an RFC was judged: else there is nothing that could be undecided. */
export function isJudged({ requirements }: Overview, subject: OverviewSubject, rfc: string): boolean {
  return requirements.some((row) => {
    const verdict = String(row.rfc) === rfc && isClause(row) ? cellOf(row, subject)?.verdict : undefined
    return verdict !== undefined && verdict !== 'not-applicable'
  })
}

/** Whether only some of the checks were run. */
export function isPartial({ requirements }: Overview): boolean {
  return requirements.some(({ verdicts }) =>
    Object.values(verdicts).some(({ reason }) => reason?.code === 'not-selected'),
  )
}

function isClause(row: Pick<RequirementRow, 'class'>): boolean {
  return row.class === 'clause'
}
