import { html } from 'hono/html'
import type { CheckResult } from '../../../harness/check.ts'
import type { Report, RequirementRow } from '../../../harness/report/report.ts'
import { strength } from '../../../harness/requirement.ts'
import { sectionLink } from '../../links.ts'
import { anchor, type Html, linkTo, shown } from '../../page/shown.ts'
import { verdictMark } from '../../page/verdict.ts'
import { headings } from '../../terminal/requirement-table.ts'
import { waivedText } from '../../terminal/waivers.ts'
import { checkResult } from './check-result.ts'
import { ResultPlaces } from './result-places.ts'

/** All requirements by class, RFC and section, each with its results; at last the results that belong to none. */
export function requirements(report: Report): Html {
  const places = new ResultPlaces(report)
  const kinds = Object.keys(headings) as RequirementRow['class'][]
  return html`${kinds.map((kind) => ofClass(kind, places))} ${beside(places)}`
}

function ofClass(kind: RequirementRow['class'], places: ResultPlaces): Html {
  const rows = places.report.requirements.filter((row) => row.class === kind)
  return html`<section aria-labelledby="${kind}">
    <h3 id="${kind}">${headings[kind]}</h3>
    ${[...Map.groupBy(rows, ({ rfc }) => rfc)].map(([rfc, inIt]) => ofRfc(kind, rfc, inIt, places))}
  </section>`
}

function ofRfc(kind: string, rfc: number, rows: readonly RequirementRow[], places: ResultPlaces): Html {
  const sections = [...Map.groupBy(rows, ({ section }) => section)]
  return html`<section>
    <h4 id="${kind}-${rfc}">RFC ${rfc}</h4>
    ${sections.map(([section, inIt]) => ofSection(rfc, section, inIt, places))}
  </section>`
}

function ofSection(rfc: number, section: string, rows: readonly RequirementRow[], places: ResultPlaces): Html {
  return html`<section>
    <h5><a href="${sectionLink(rfc, section)}" rel="noreferrer">Section ${shown(section)}</a></h5>
    ${rows.map((row) => requirement(row, places))}
  </section>`
}

function beside(places: ResultPlaces): Html | '' {
  const results = places.beside()
  if (results.length === 0) return ''
  return html`<section aria-labelledby="beside">
    <h2 id="beside">Seen beside</h2>
    <p class="quiet">What these checks show belongs to no requirement above.</p>
    ${results.map((result) => checkResult(result, places))}
  </section>`
}

function requirement(row: RequirementRow, places: ResultPlaces): Html {
  const { id, level, summary, verdict, reason, waived } = row
  const { here, elsewhere } = places.of(row)
  return html`<details
    class="requirement"
    id="${anchor(id)}"
    data-verdict="${verdict}"
    data-level="${strength(level)}"
    data-class="${row.class}"
  >
    <summary>
      ${verdictMark(verdict)} <code>${shown(id)}</code> <span class="level">${level}</span>
      <span class="summary"
        >${shown(summary)} ${verdict !== 'pass' && reason && html`<small>${shown(firstLine(reason.text))}</small>`}
        ${waived && html`<small class="waiver">${shown(waivedText(waived))}</small>`}</span
      >
    </summary>
    <div class="body">
      <p class="quiet">
        <a href="${linkTo(id)}">Link to this</a> ·
        <a href="${sectionLink(row.rfc, row.section)}" rel="noreferrer"
          >RFC ${row.rfc}, section ${shown(row.section)}</a
        >
        · binds ${row.roles.join(', ')}
      </p>
      ${row.declared && html`<p>declared: <strong>${row.declared.answer}</strong>, source: ${shown(row.declared.source)}</p>`}
      ${here.map((result) => checkResult(result, places))}
      ${
        elsewhere.length > 0 &&
        html`<ul class="elsewhere">
          ${elsewhere.map(reference)}
        </ul>`
      }
    </div>
  </details>`
}

function reference({ key, id, endpoint, verdict }: CheckResult): Html {
  return html`<li>
    ${verdictMark(verdict)} <span>${shown(endpoint)}</span> <a href="${linkTo(key)}"><code>${shown(id)}</code></a>
  </li>`
}

function firstLine(text: string): string {
  return text.split('\n')[0]!
}
