import { html } from 'hono/html'
import type { CheckResult } from '../../../harness/check.ts'
import type { Finding, Report } from '../../../harness/report/report.ts'
import { columnHeads } from '../../page/column-heads.ts'
import { type Html, linkTo, shown } from '../../page/shown.ts'
import { count } from '../../terminal/text.ts'
import { severities } from '../../terminal/totals.ts'
import { waivedText } from '../../terminal/waivers.ts'

/** What failed and what was noted, the worst first; what fails in the same way on several endpoints is told once. */
export function findings(report: Report): Html | '' {
  if (report.findings.length === 0) return ''
  return html`<section aria-labelledby="findings">
    <h2 id="findings">Findings</h2>
    ${severities.map((severity) => ofSeverity(severity, report))}
  </section>`
}

function ofSeverity(severity: Finding['severity'], report: Report): Html | '' {
  const own = report.findings.filter((finding) => finding.severity === severity)
  if (own.length === 0) return ''
  const groups = [...Map.groupBy(own, keyOf).values()].toSorted((a, b) => rank(a[0]!) - rank(b[0]!))
  return html`<details ${severity === 'note' ? '' : 'open'}>
    <summary class="${severity}">${count(own.length, severity)}</summary>
    <table class="findings">
      ${columnHeads(['check', 'on', 'found', 'breaks'], 'unseen')}
      <tbody>
        ${groups.map((group) => row(group, report))}
      </tbody>
    </table>
  </details>`
}

function row(group: readonly Finding[], { checks, requirements }: Report): Html {
  const [{ requirement, check, text, waived }] = group as [Finding]
  const places = group.map(({ endpoint }) => {
    const result = checks.find((each) => isOf(each, check, endpoint))
    return result ? html`<a href="${linkTo(result.key)}">${shown(endpoint)}</a>` : html`${shown(endpoint)}`
  })
  const level = requirements.find(({ id }) => id === requirement)?.level
  return html`<tr>
    <td><code>${shown(check)}</code></td>
    <td>${commas(places)}</td>
    <td>${shown(text)} ${waived && html`<p class="waiver">${shown(waivedText(waived))}</p>`}</td>
    <td>
      ${requirement && html`<a href="${linkTo(requirement)}">${shown(requirement)}</a> <span class="level">${level}</span>`}
    </td>
  </tr>`
}

function isOf({ id, endpoint, verdict }: CheckResult, check: string, place: string): boolean {
  return id === check && endpoint === place && verdict === 'fail'
}

function commas(parts: readonly Html[]): Html[] {
  return parts.map((part, index) => (index === 0 ? part : html`, ${part}`))
}

function keyOf({ check, text, waived }: Finding): string {
  return JSON.stringify([check, text, waived])
}

/** What is waived stands behind what is not. */
function rank({ waived }: Finding): number {
  return waived ? 1 : 0
}
