import { claimFinding, claimIn } from '../../../harness/report/claims.ts'
import { isOver } from '../../../harness/report/exit-code.ts'
import type { Report, RequirementRow } from '../../../harness/report/report.ts'
import { worst } from '../../../harness/verdict.ts'
import { problemLines } from '../../terminal/report.ts'
import { wasTried } from '../../terminal/requirement-table.ts'
import { waivedText, waiverLine } from '../../terminal/waivers.ts'
import { type Judged, type Outcome, outcomeOf } from './outcome.ts'

/** One test case: what makes its name, which stays the same from run to run, and what came of it. */
export interface TestCase {
  suite: string
  /** what tells suites apart from run to run */
  place: readonly string[]
  name: string
  ms: number
  outcome: Outcome
}

/** A test case for each requirement that was tried at each endpoint, and for what is wrong with endpoints and waivers. */
export function testCases(report: Report, stable: ReadonlyMap<string, string>): TestCase[] {
  return [
    ...problems(report, stable),
    ...waivers(report),
    ...claims(report, stable),
    ...report.requirements.filter(wasTried).flatMap((row) => ofRequirement(row, report, stable)),
  ]
}

function ofRequirement(row: RequirementRow, report: Report, stable: ReadonlyMap<string, string>): TestCase[] {
  const { id, rfc, level, summary } = row
  const whole = { name: `${id} ${level}: ${summary}`, suite: `RFC ${rfc}`, place: [`rfc${rfc}`] }
  // a twin of several clauses has an endpoint several times
  const places = [...Map.groupBy(row.byEndpoint, ({ endpoint }) => endpoint)]
  if (places.length === 0) {
    return [{ ...whole, ms: 0, outcome: outcomeOf(row, { verdict: row.verdict, results: [] }, report) }]
  }
  return places.map(([endpoint, parts]): TestCase => {
    const keys = new Set(parts.flatMap(({ checks }) => checks))
    const results = report.checks.filter(({ key }) => keys.has(key))
    const judged: Judged = { verdict: worst(parts.map(({ verdict }) => verdict)), results }
    return {
      ...whole,
      suite: `${whole.suite} on ${endpoint}`,
      place: [...whole.place, stable.get(endpoint) ?? endpoint],
      ms: results.reduce((sum, { durationMs }) => sum + durationMs, 0),
      outcome: outcomeOf(row, judged, report),
    }
  })
}

function problems({ problems: all }: Report, stable: ReadonlyMap<string, string>): TestCase[] {
  return [...Map.groupBy(all, ({ endpoint }) => endpoint)].map(([endpoint, group]) => ({
    suite: 'endpoints',
    place: ['endpoints'],
    name: `${stable.get(endpoint) ?? endpoint} can be judged`,
    ms: 0,
    outcome: {
      kind: 'error',
      type: group[0]!.reason.code,
      message: problemLines({ problems: group }).join('; '),
      body: [],
    },
  }))
}

/** Those that the wire contradicts. */
function claims({ findings }: Report, stable: ReadonlyMap<string, string>): TestCase[] {
  return findings
    .filter(({ check }) => check === claimFinding)
    .map(({ endpoint, text, waived, requirement }) => ({
      suite: 'claims',
      place: ['claims'],
      name: [requirement ? '' : stable.get(endpoint), claimIn(text)].filter(Boolean).join(' '),
      ms: 0,
      outcome: waived
        ? { kind: 'skipped', message: `${waivedText(waived)}: ${text}`, body: [] }
        : { kind: 'failure', type: 'claim', message: text, body: [] },
    }))
}

/** Those that fail the run. */
function waivers({ waivers }: Report): TestCase[] {
  return waivers.filter(isOver).map((waiver) => ({
    suite: 'waivers',
    place: ['waivers'],
    name: ['waiver of', waiver.requirement ?? waiver.check, waiver.endpoint].filter(Boolean).join(' '),
    ms: 0,
    outcome: { kind: 'failure', type: waiver.state, message: waiverLine(waiver), body: [] },
  }))
}
