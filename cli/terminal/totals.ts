import type { Finding, Report } from '../../harness/report/report.ts'
import { judged } from '../../harness/report/compliance.ts'
import { type Verdict, verdicts } from '../../harness/verdict.ts'
import { claimTotals } from './claims.ts'
import type { Look } from './look.ts'
import { inColour, mark } from './marks.ts'
import { untriedLine, wasTried } from './requirement-table.ts'
import { count, labelled } from './text.ts'
import { waiverTotals } from './waivers.ts'

/** The last lines: what was not tried, counts, compliance by RFC, and the time it took. */
export function totals(report: Report, look: Look): string[] {
  const tried = report.requirements.filter(wasTried)
  return [
    ...labelled('', untriedLine(report), look.width, 0),
    '',
    `requirements  ${counts(tried, look)}`,
    `checks        ${counts(report.checks, look)}`,
    ...(findings(report) ? [`findings      ${findings(report)}`] : []),
    ...(claimTotals(report) ? [`claims        ${claimTotals(report)}`] : []),
    ...(waiverTotals(report) ? [`waivers       ${waiverTotals(report)}`] : []),
    `compliance    ${inColour(report.compliance, look.style)}`,
    ...Object.entries(report.byRfc).map(([rfc, compliance]) => {
      const told = isJudged(report, rfc) ? inColour(compliance, look.style) : look.style('dim', 'not judged')
      return `  RFC ${rfc.padEnd(8)}${told}`
    }),
    `duration      ${(report.durationMs / 1000).toFixed(2)} s`,
  ]
}

/** "1 violation, 2 notes"; empty where there are none. */
export function findings(report: Report): string {
  const told = severities.flatMap((kind) => {
    const number = report.findings.filter(({ severity }) => severity === kind).length
    return number > 0 ? [count(number, kind)] : []
  })
  const waived = report.findings.filter((finding) => finding.waived).length
  return waived > 0 ? `${told.join(', ')}, of which ${waived} waived` : told.join(', ')
}

/** Of findings, the worst first. */
export const severities = ['vulnerability', 'violation', 'note'] as const satisfies readonly Finding['severity'][]

/** An RFC of which no clause was judged has nothing that could be undecided. */
export function isJudged({ requirements }: Pick<Report, 'requirements'>, rfc: string): boolean {
  return judged(requirements).some((row) => String(row.rfc) === rfc && row.verdict !== 'not-applicable')
}

function counts(rows: readonly { verdict: Verdict }[], { style }: Look): string {
  const parts = verdicts.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length] as const)
  const told = parts.filter(([, number]) => number > 0)
  if (told.length === 0) return count(0, 'verdict')
  return told.map(([verdict, number]) => `${mark(verdict, style)} ${number} ${names[verdict]}`).join('   ')
}

/** What checks and requirements with a verdict are called in a count of them. */
export const names = {
  pass: 'passed',
  fail: 'failed',
  error: 'errors',
  inconclusive: 'inconclusive',
  declared: 'declared',
  'not-applicable': 'not applicable',
} as const satisfies Record<Verdict, string>
