import { html } from 'hono/html'
import { columnHeads } from '../../page/column-heads.ts'
import { anchor, type Html, shown } from '../../page/shown.ts'
import { complianceMark } from '../../page/verdict.ts'
import { isJudged } from '../cells.ts'
import type { Overview, OverviewSubject } from '../overview.ts'
import { titleOf } from './heading.ts'
import type { Link } from './link.ts'

/** Every subject in words: what exactly was run, and what came of it. */
export function subjectList(overview: Overview, link: Link): Html {
  return html`<details class="subjects" id="subjects">
    <summary>Versions, digests and outcomes of all subjects</summary>
    <div class="wide">
      <table>
        ${columnHeads(['subject', 'digest', 'compliance', 'vulnerabilities and problems'])}
        <tbody>
          ${overview.subjects.map((subject) => row(overview, subject, link))}
        </tbody>
      </table>
    </div>
  </details>`
}

function row(overview: Overview, subject: OverviewSubject, link: Link): Html {
  const { id, kind, digest, compliance, vulnerabilities, problem } = subject
  const href = compliance && link(id)
  return html`<tr id="${anchor(`subject-${id}`)}">
    <th scope="row">
      ${href ? html`<a href="${href}">${titleOf(subject)}</a>` : titleOf(subject)}
      <small>${kind}</small>
    </th>
    <td>${digest && html`<code>${shown(digest)}</code>`}</td>
    <td>${compliance ? html`${complianceMark(compliance)} ${byRfc(overview, subject)}` : 'not run'}</td>
    <td>
      ${problem && html`<p class="fail">${shown(problem.text)}</p>`}
      ${
        vulnerabilities.length > 0 &&
        html`<ul>
          ${vulnerabilities.map(({ check, endpoint }) => html`<li><code>${shown(check)}</code> on ${shown(endpoint)}</li>`)}
        </ul>`
      }
    </td>
  </tr>`
}

function byRfc(overview: Overview, subject: OverviewSubject): Html {
  const judged = Object.entries(subject.byRfc ?? {}).filter(([rfc]) => isJudged(overview, subject, rfc))
  return html`<small> ${judged.map(([rfc, compliance]) => html`<span>RFC ${rfc}: ${compliance}</span>`)} </small>`
}
