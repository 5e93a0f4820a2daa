import type { CheckResult } from '../../../harness/check.ts'
import type { Report, RequirementRow } from '../../../harness/report/report.ts'
import { waivedOf } from '../../../harness/report/waivers.ts'
import { sectionLink } from '../../links.ts'
import { tailOf } from '../../../harness/report/dialogue-tail.ts'
import { shorten } from '../../../harness/shorten.ts'
import { waivedText } from '../../terminal/waivers.ts'
import { brokenBy, type Weight, weightOfFailure, weights } from '../broken.ts'
import { folded, table } from './blocks.ts'
import { cell, code, fence, prose } from './quote.ts'

/** What fails in the same way, on one endpoint or several. */
export interface Failure {
  results: readonly CheckResult[]
  weight: Weight
  broken: readonly RequirementRow[]
  /** who knows of it, and why */
  waived?: string
}

const shownIds = 3
const foundColumns = 1000

/** The failures of a report, the worst first, and those that are waived behind the others. */
export function failuresOf(report: Report): Failure[] {
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  const known = (result: CheckResult) => {
    const waived = waivedOf(result, report)
    return waived && waivedText(waived)
  }
  const kind = (result: CheckResult) => JSON.stringify([result.id, result.reason?.text, known(result)])
  const all = [...Map.groupBy(failed, kind).values()].map((results): Failure => {
    const [first] = results as [CheckResult]
    return { results, weight: weightOfFailure(first, report), broken: brokenBy(first, report), waived: known(first) }
  })
  return all.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ weight, waived }: Failure): number {
  return weights.indexOf(weight) + (waived === undefined ? 0 : weights.length)
}

/** A row for each failure, numbered from a number on: its check, what it breaks, where, and what was found. */
export function failureTable(failures: readonly Failure[], from: number): string[] {
  return table(
    ['Check', 'Breaks', 'Level', 'On', 'Found'],
    failures.map((failure, index) => row(failure, from + index)),
  )
}

function row({ results, weight, broken, waived }: Failure, number: number): string[] {
  const ids = broken.slice(0, shownIds).map(link)
  const more = broken.length > shownIds ? [`and ${broken.length - shownIds} more`] : []
  const found = cell(results[0]!.reason?.text ?? '')
  return [
    `${number}. ${prose(results[0]!.id)}`,
    [...ids, ...more].join('<br>'),
    weight === 'vulnerability' ? '**vulnerability**' : weight,
    results.map(({ endpoint }) => cell(endpoint)).join('<br>'),
    waived === undefined ? found : `${found}<br>${cell(waived)}`,
  ]
}

/** A requirement, with its section one click away. */
export function link({ id, rfc, section }: RequirementRow): string {
  return `[${prose(id)}](${sectionLink(rfc, encodeURIComponent(section))})`
}

/** What proves a failure, folded away. */
export function details({ results, broken }: Failure, number: number): string[] {
  const [{ id, purpose, reason, dialogue, replay, endpoint }] = results as [CheckResult]
  const { left, lines } = tailOf(dialogue)
  return folded(`${number}. ${prose(id)}`, [
    broken.map((each) => `- ${link(each)} ${prose(each.level)}: ${prose(each.summary)}`).join('\n'),
    `Expected: ${prose(purpose)}`,
    `Found on ${code(endpoint)}: ${code(shorten(reason?.text ?? '', foundColumns))}`,
    ...(lines.length > 0 ? [fence([...(left > 0 ? [`… ${left} lines before`] : []), ...lines])] : []),
    `Again: ${code(replay)}`,
  ])
}
