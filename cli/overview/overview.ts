import { isClientRole } from '../../harness/place.ts'
import type { Finding, Report, RequirementRow } from '../../harness/report/report.ts'
import type { Requirement } from '../../harness/requirement.ts'
import type { Reason } from '../../harness/verdict.ts'
import { isUnreachable, problemText } from '../terminal/report.ts'
import { subjectIds } from './subject-ids.ts'

export const subjectKinds = ['server', 'client'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** A subject of a survey, with its report where it got one, and what is wrong with it where something is. */
export interface Surveyed {
  name: string
  kind: SubjectKind
  report?: Report
  problem?: Reason
}

export interface OverviewSubject extends Pick<Surveyed, 'name' | 'kind' | 'problem'> {
  /** what `verdicts` of the requirements and the files of `reports/` name it by: a server and a client may share a name */
  id: string
  version?: string
  digest?: string
  /** these are missing where it could not be run */
  compliance?: Report['compliance']
  byRfc?: Report['byRfc']
  summary?: Report['summary']
  vulnerabilities: Pick<Finding, 'check' | 'endpoint' | 'text' | 'waived'>[]
}

export type Cell = Pick<RequirementRow, 'verdict' | 'reason' | 'waived'>

export interface OverviewRequirement extends Pick<
  RequirementRow,
  'id' | 'rfc' | 'section' | 'level' | 'class' | 'roles' | 'summary'
> {
  /** by the id of the subject; none for one that could not be run */
  verdicts: Record<string, Cell>
}

/**
 * Many subjects side by side, as `mailtls matrix --reporter json` prints it. Its names and meanings stay; times are in ms, and
 * those of all runs together where reports were read.
 */
export interface Overview {
  schema: 'mailtls/overview/1'
  tool: Report['tool']
  requirementSet: string
  startedAt: string
  durationMs: number
  exitCode: number
  subjects: OverviewSubject[]
  requirements: OverviewRequirement[]
}

/** An overview, and in the same order the reports that it is made of. */
export interface Outcome {
  overview: Overview
  surveyed: readonly Surveyed[]
}

interface OverviewParts extends Pick<Overview, 'requirementSet' | 'startedAt' | 'durationMs'> {
  version: string
  surveyed: readonly Surveyed[]
  /** all of the requirement set */
  requirements: readonly (Requirement | RequirementRow)[]
}

/** Puts what came of each subject side by side. */
export function buildOverview({ version, surveyed, requirements, ...parts }: OverviewParts): Overview {
  const ids = subjectIds(surveyed)
  const rows = surveyed.map(({ report }) => new Map(report?.requirements.map((row) => [row.id, row])))
  const verdictsOf = (requirement: string): Record<string, Cell> =>
    Object.fromEntries(
      rows.flatMap((byId, index) => {
        const row = byId.get(requirement)
        return row ? [[ids[index], cellOf(row)]] : []
      }),
    )
  return {
    schema: 'mailtls/overview/1',
    tool: { name: 'mailtls', version },
    ...parts,
    exitCode: exitCodeOf(surveyed),
    subjects: surveyed.map((each, index) => subjectOf(ids[index]!, each)),
    requirements: requirements.map(({ id, rfc, section, level, class: kind, roles, summary }) => {
      return { id, rfc, section, level, class: kind, roles, summary, verdicts: verdictsOf(id) }
    }),
  }
}

function subjectOf(id: string, { name, kind, report, problem }: Surveyed): OverviewSubject {
  const { version, digest } = report?.subject ?? {}
  return {
    id,
    name,
    kind,
    ...(version !== undefined && { version }),
    ...(digest !== undefined && { digest }),
    ...(report && { compliance: report.compliance, byRfc: report.byRfc, summary: report.summary }),
    vulnerabilities: (report?.findings ?? [])
      .filter(({ severity }) => severity === 'vulnerability')
      .map(({ check, endpoint, text, waived }) => ({ check, endpoint, text, ...(waived && { waived }) })),
    ...(problem && { problem }),
  }
}

function cellOf({ verdict, reason, waived }: RequirementRow): Cell {
  return { verdict, ...(reason && { reason }), ...(waived && { waived }) }
}

/** Whose report it is: an operator stands with the servers. */
export function kindOf({ subject }: Report): SubjectKind {
  return subject.endpoints.some(({ role }) => isClientRole(role)) ? 'client' : 'server'
}

/** What keeps a report from being whole, if anything does. */
export function problemOf({ problems, checks }: Report): Reason | undefined {
  const [problem] = problems
  if (problem) return { code: problem.reason.code, text: problemText(problem) }
  return checks.find(({ reason }) => reason?.code === 'interrupted')?.reason
}

const ours = ['no-engine', 'set-up-failed', 'internal']

/**
 * A survey fails nobody: 3 for our own errors and a missing engine, 2 where a subject could not be run or no endpoint of it
 * be spoken to, else 0.
 */
function exitCodeOf(surveyed: readonly Surveyed[]): number {
  const errors = surveyed.some(({ report }) => report?.checks.some(({ verdict }) => verdict === 'error'))
  if (errors || surveyed.some(({ problem }) => problem && ours.includes(problem.code))) return 3
  return surveyed.some(({ report }) => !report || isUnreachable(report)) ? 2 : 0
}
