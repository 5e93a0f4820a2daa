import { html } from 'hono/html'
import type { RequirementRow } from '../../../harness/report/report.ts'
import { strength } from '../../../harness/requirement.ts'
import { sectionLink } from '../../links.ts'
import { anchor, type Html, linkTo, shown } from '../../page/shown.ts'
import { headings } from '../../terminal/requirement-table.ts'
import { cellOf } from '../cells.ts'
import type { Overview, OverviewRequirement, OverviewSubject } from '../overview.ts'
import { blankCell, verdictCell } from './cell.ts'
import type { Link } from './link.ts'
import { summaryRows } from './summary-rows.ts'
import { tableHead } from './table-head.ts'

/** Requirements × subjects: clauses first, then what is folded away until it is asked for. */
export function matrixTable(overview: Overview, link: Link): Html {
  const { subjects, requirements } = overview
  const told = requirements.filter((row) => subjects.some((subject) => cellOf(row, subject)))
  const classes = Map.groupBy(told, (row) => row.class)
  return html`<table id="matrix">
    <caption class="unseen">
      Verdict of each subject on each requirement
    </caption>
    <colgroup>
      <col />
      ${subjects.map(() => html`<col />`)}
    </colgroup>
    ${tableHead(subjects, link)} ${summaryRows(overview, link)}
    ${(Object.keys(headings) as RequirementRow['class'][]).map((kind) => {
      const rows = classes.get(kind)
      return rows && ofClass(kind, rows, { subjects, link })
    })}
  </table>`
}

interface Columns {
  subjects: readonly OverviewSubject[]
  link: Link
}

function ofClass(kind: RequirementRow['class'], rows: readonly OverviewRequirement[], columns: Columns): Html {
  const sections = [...Map.groupBy(rows, ({ rfc, section }) => `${rfc} ${section}`).values()]
  const title = html`${headings[kind]} <span class="number">(${rows.length})</span>`
  return html`<tbody class="heading" data-of="${kind}">
      <tr>
        <th colspan="${columns.subjects.length + 1}" scope="rowgroup">
          <span class="stays"
            >${kind === 'clause' ? title : html`<label><input type="checkbox" id="unfold-${kind}" /> ${title}</label>`}</span
          >
        </th>
      </tr>
    </tbody>
    ${sections.map((inIt) => section(kind, inIt, columns))}`
}

function section(kind: RequirementRow['class'], rows: readonly OverviewRequirement[], columns: Columns): Html {
  const [{ rfc, section: number }] = rows as [OverviewRequirement]
  return html`<tbody class="section ${kind}">
    <tr>
      <th colspan="${columns.subjects.length + 1}" scope="rowgroup">
        <span class="stays"
          ><a href="${sectionLink(rfc, number)}" rel="noreferrer">RFC ${rfc}, section ${shown(number)}</a></span
        >
      </th>
    </tr>
    ${rows.map((row) => requirementRow(row, columns))}
  </tbody>`
}

function requirementRow(row: OverviewRequirement, { subjects, link }: Columns): Html {
  const { id, level, roles, summary } = row
  return html`<tr class="cells requirement ${strength(level)}" id="${anchor(id)}" data-roles="${roles.join(' ')}">
    <th scope="row" title="${shown(summary)} (binds ${roles.join(', ')})">
      <div>
        <a href="${linkTo(id)}">${shown(id)}</a> <span class="level">${level}</span>
        <span class="text">${shown(summary)}</span>
      </div>
    </th>
    ${subjects.map((subject) => {
      const cell = cellOf(row, subject)
      return cell ? verdictCell(cell, link(subject.id, id)) : blankCell(subject)
    })}
  </tr>`
}
