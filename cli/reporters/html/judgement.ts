import { html } from 'hono/html'
import { judged } from '../../../harness/report/compliance.ts'
import type { JudgedClaim, Report } from '../../../harness/report/report.ts'
import { factList, lines } from '../../page/fact-list.ts'
import { type Html, shown } from '../../page/shown.ts'
import { complianceMark, countOf, tally, verdictSign } from '../../page/verdict.ts'
import { notSelected, problemLines } from '../../terminal/report.ts'
import { findings } from '../../terminal/totals.ts'
import { waiverLine } from '../../terminal/waivers.ts'
import { endpoints } from './endpoints.ts'

/** What was judged, in a few words. */
export function titleOf({ subject: { name, version } }: Report): string {
  return shown(version ? `${name} ${version}` : name)
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

function facts({
  subject,
  summary,
  startedAt,
  durationMs,
  exitCode,
  level,
  shard,
  waivers,
  claims = [],
}: Report): Html {
  const { digest } = subject
  return factList([
    ['requirements', tally(summary.requirements)],
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

/** RFC by RFC. One of which no clause was judged has nothing that could be undecided. */
function byRfc(report: Report): Html {
  const rows = Object.entries(report.byRfc).map(([rfc, compliance]) => {
    const clauses = judged(report.requirements).filter((row) => String(row.rfc) === rfc)
    const any = clauses.some(({ verdict }) => verdict !== 'not-applicable')
    return html`<tr>
      <th scope="row"><a href="#clause-${rfc}">RFC ${rfc}</a></th>
      <td>${any ? complianceMark(compliance) : html`<span class="quiet">not judged</span>`}</td>
      <td>${tally(countOf(clauses), 'signs')}</td>
    </tr>`
  })
  return html`<table>
    <caption class="unseen">
      Compliance by RFC
    </caption>
    <thead>
      <tr>
        <th scope="col">RFC</th>
        <th scope="col">compliance</th>
        <th scope="col">clauses that count</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`
}
