import { html } from 'hono/html'
import type { Compliance } from '../../../harness/report/report.ts'
import type { Strength } from '../../../harness/requirement.ts'
import { type Html, shown } from '../../page/shown.ts'
import { failed, isJudged } from '../cells.ts'
import type { Overview, OverviewSubject } from '../overview.ts'
import { blankCell, signed } from './cell.ts'
import type { Link } from './link.ts'

const signs = {
  'unconditionally compliant': ['pass', '●'],
  'conditionally compliant': ['inconclusive', '◐'],
  undecided: ['inconclusive', '?'],
  'not compliant': ['fail', '✗'],
} as const satisfies Record<Compliance, readonly [string, string]>

/** Each subject's outcome at a glance: compliance, by RFC, and how many failures there are of what kind. */
export function summaryRows(overview: Overview, link: Link): Html {
  const { subjects } = overview
  const rfcs = [...new Set(subjects.flatMap(({ byRfc = {} }) => Object.keys(byRfc)))]
  const rows: [string, (subject: OverviewSubject) => Html][] = [
    ['Compliance', (subject) => degree(subject.compliance, subject, link)],
    ...rfcs.map((rfc): [string, (subject: OverviewSubject) => Html] => [
      `… with RFC ${shown(rfc)}`,
      (subject) => degree(isJudged(overview, subject, rfc) ? subject.byRfc?.[rfc] : undefined, subject, link),
    ]),
    ['Clauses failed: MUST', (subject) => number(failed(overview, subject, 'must'), subject, 'must')],
    ['Clauses failed: SHOULD', (subject) => number(failed(overview, subject, 'should'), subject, 'should')],
    ['Vulnerabilities: plaintext injection', (subject) => number(subject.vulnerabilities.length, subject, 'must')],
  ]
  return html`<tbody class="summary">
    ${rows.map(
      ([title, cell]) =>
        html`<tr class="cells">
          <th scope="row"><div>${title}</div></th>
          ${subjects.map(cell)}
        </tr>`,
    )}
  </tbody>`
}

function degree(compliance: Compliance | undefined, subject: OverviewSubject, link: Link): Html {
  if (!compliance) return blankCell(subject)
  const [like, sign] = signs[compliance]
  return html`<td class="${like} must">${signed(sign, compliance, { title: compliance, href: link(subject.id) })}</td>`
}

function number(count: number, subject: OverviewSubject, severity: Strength): Html {
  if (!subject.compliance) return blankCell(subject)
  return count > 0 ? html`<td class="fail ${severity}">${count}</td>` : html`<td class="quiet">0</td>`
}
