import type { CheckResult } from '../../harness/check.ts'
import { claimIn } from '../../harness/report/claims.ts'
import type { Report, RequirementRow } from '../../harness/report/report.ts'
import { waivedOf } from '../../harness/report/waivers.ts'
import { type Verdict, worst } from '../../harness/verdict.ts'
import { wasTried } from '../terminal/requirement-table.ts'
import type { State } from './transition.ts'

/** One thing that a report judges, and that another report may judge, too. */
export interface Item {
  kind: 'requirement' | 'check' | 'claim' | 'problem'
  /** of the requirement or the check; what is claimed */
  id: string
  endpoint?: string
  /** of a requirement */
  level?: string
  /** of a check: what it decides or records */
  decides?: readonly string[]
  /** the command that runs the check again */
  replay?: string
}

export type Judged = Item & { state: State }

/**
 * All that a report judges, by a key that it has in another report, too: `nameOf` gives endpoints the names that they
 * have there. Requirements are judged at each endpoint, unless one of the reports has no endpoint for one.
 */
export function itemsOf(report: Report, other: Report, nameOf: (endpoint: string) => string): Map<string, Judged> {
  const others = new Map(other.requirements.map((row) => [row.id, row]))
  const items = [
    ...report.problems.map(({ endpoint, reason }): Judged => {
      return { kind: 'problem', id: reason.code, endpoint, state: { verdict: 'inconclusive', reason } }
    }),
    ...report.requirements.filter(wasTried).flatMap((row) => requirementItems(row, others.get(row.id), report)),
    ...report.checks.map((result) => checkItem(result, report)),
    ...(report.claims ?? []).map(({ endpoint, requirement, verdict, text }): Judged => {
      const state = { verdict, reason: { code: 'claim', text } }
      // of a requirement the endpoints where it fails are told
      return { kind: 'claim', id: claimIn(text), ...(endpoint && !requirement && { endpoint }), state }
    }),
  ]
  return new Map(
    items.map(({ endpoint, ...item }) => {
      const name = endpoint === undefined ? undefined : nameOf(endpoint)
      return [`${item.kind} ${item.id} ${name ?? ''}`, { ...item, ...(name !== undefined && { endpoint: name }) }]
    }),
  )
}

function requirementItems(row: RequirementRow, other: RequirementRow | undefined, report: Report): Judged[] {
  const { id, level, verdict, reason, declared, waived, byEndpoint } = row
  const item = { kind: 'requirement', id, level } as const
  if (byEndpoint.length === 0 || (other && wasTried(other) && other.byEndpoint.length === 0)) {
    return [
      {
        ...item,
        state: { verdict, ...(reason && { reason }), ...(declared && { declared }), ...(waived && { waived }) },
      },
    ]
  }
  return [...Map.groupBy(byEndpoint, ({ endpoint }) => endpoint)].map(([endpoint, there]) => {
    const keys = there.flatMap(({ checks }) => checks)
    const results = report.checks.filter(({ key }) => keys.includes(key))
    return { ...item, endpoint, state: stateOf(worst(there.map((each) => each.verdict)), results, report) }
  })
}

function checkItem(result: CheckResult, report: Report): Judged {
  const { id, endpoint, kind, decides, verdict, seen, replay } = result
  const outcome = kind === 'records' ? seen?.outcome : undefined
  const state = { ...stateOf(verdict, [result], report), ...(outcome !== undefined && { outcome }) }
  return { kind: 'check', id, endpoint, decides, replay, state }
}

/** A verdict, with the reason of the first check that came to it; waived where all are that fail. */
function stateOf(verdict: Verdict, results: readonly CheckResult[], report: Report): State {
  const deciding = results.filter((result) => result.verdict === verdict)
  const waivers = deciding.map((result) => waivedOf(result, report))
  const [waived] = waivers.every(Boolean) ? waivers : []
  const reason = deciding[0]?.reason
  return { verdict, ...(reason && { reason }), ...(waived && { waived }) }
}
