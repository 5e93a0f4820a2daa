import { html } from 'hono/html'
import { judged } from '../../../harness/report/compliance.ts'
import type { JudgedClaim, Report } from '../../../harness/report/report.ts'
import { subjectTitle } from '../../../harness/report/subject-told.ts'
import { columnHeads } from '../../page/column-heads.ts'
import { factList, lines } from '../../page/fact-list.ts'
import { type Html, shown } from '../../page/shown.ts'
import { complianceMark, countOf, tally, verdictSign } from '../../page/verdict.ts'
import { notSelected, problemLines } from '../../terminal/report.ts'
import { untriedLine, wasTried } from '../../terminal/requirement-table.ts'
import { findings, isJudged } from '../../terminal/totals.ts'
import { waiverLine } from '../../terminal/waivers.ts'
import { endpoints } from './endpoints.ts'

/** What was judged, in a few words. */
export function titleOf({ subject }: Report): string {
  return shown(subjectTitle(subject))
}

/** The top of the report: what was judged, how, and what came of it. */
export function judgement(report: Report): Html {
  const problems = problemLines(report)
  const beside = [findings(report), notSelected(report)].filter(Boolean).join('; ')
  return html`<h1>${titleOf(report)}</h1>
    <p class="compliance">${complianceMark(report.compliance)} ${beside && html`<span>${beside}</span>`}</p>
    ${problems.length > 0 && html`<div class="problems">${lines(problems.map((line) => html`${shown(line)}`))}</div>`}
    <div class="facts">${facts(report)} ${byRfc(report)}</div>
    ${endpoints(report)}`
}

function facts(report: Report): Html {
  const { subject, summary, requirements, startedAt, durationMs, exitCode, level, shard, waivers, claims = [] } = report
  const { digest } = subject
  return factList([
    ['requirements', tally(countOf(requirements.filter(wasTried)))],
    ['not tried', untriedLine(report)],
    ['checks', tally(summary.checks)],
    ['claims', lines(claims.map(claim))],
    ['waivers', lines(waivers.map((each) => html`${shown(waiverLine(each))}`))],
    ['digest', digest && html`<code>${shown(digest)}</code>`],
    ['part', shard && `${shard.index} of ${shard.total} of a run`],
    ['judged', html`<time datetime="${startedAt}">${when(startedAt)}</time>, in ${(durationMs / 1000).toFixed(1)} s`],
    ['exit code', `${exitCode} (failures count from ${level.toUpperCase()})`],
  ])
}

function claim({ endpoint, verdict, text }: JudgedClaim): Html {
  return html`${verdictSign(verdict)} ${shown(endpoint === undefined ? text : `${endpoint}: ${text}`)}`
}

function when(startedAt: string): string {
  return `${startedAt.slice(0, 10)} ${startedAt.slice(11, 16)} UTC`
}

function byRfc(report: Report): Html {
  const rows = Object.entries(report.byRfc).map(([rfc, compliance]) => {
    const clauses = judged(report.requirements).filter((row) => String(row.rfc) === rfc)
    return html`<tr>
      <th scope="row"><a href="#clause-${rfc}">RFC ${rfc}</a></th>
      <td>${isJudged(report, rfc) ? complianceMark(compliance) : html`<span class="quiet">not judged</span>`}</td>
      <td>${tally(countOf(clauses), 'signs')}</td>
    </tr>`
  })
  return html`<table>
    <caption class="unseen">
      Compliance by RFC
    </caption>
    ${columnHeads(['RFC', 'compliance', 'clauses that count'])}
    <tbody>
      ${rows}
    </tbody>
  </table>`
}
