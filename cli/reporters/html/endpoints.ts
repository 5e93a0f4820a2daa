import { html } from 'hono/html'
import type { Report } from '../../../harness/report/report.ts'
import { columnHeads } from '../../page/column-heads.ts'
import { lines } from '../../page/fact-list.ts'
import { type Html, shown } from '../../page/shown.ts'
import { countOf, tally } from '../../page/verdict.ts'

/** Where the subject was met: each endpoint with its role, what came of its checks, and its URL in each set-up. */
export function endpoints({ subject, checks }: Report): Html {
  const { endpoints: all, capabilities } = subject
  const rows = all.map(({ name, role, setUps }) => {
    const urls = Object.entries(setUps).map(
      ([setUp, url]) => html`<span class="quiet">${shown(setUp)}</span> <code>${shown(url)}</code>`,
    )
    return html`<tr>
      <th scope="row">${shown(name)}</th>
      <td>${role}</td>
      <td>${tally(countOf(checks.filter(({ endpoint }) => endpoint === name)), 'signs')}</td>
      <td>${lines(urls)}</td>
    </tr>`
  })
  const few = all.every(({ setUps }) => Object.keys(setUps).length <= 1)
  return html`<details class="endpoints" ${few && 'open'}>
    <summary>Endpoints: ${shown(all.map(({ name }) => name).join(', '))}</summary>
    <div class="wide">
      <table>
        ${columnHeads(['name', 'role', 'checks', 'set-ups'])}
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${capabilities.length > 0 && html`<p><span class="quiet">Capabilities:</span> ${shown(capabilities.join(', '))}</p>`}
  </details>`
}
