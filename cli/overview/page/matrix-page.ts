import { html } from 'hono/html'
import { asset } from '../../page/asset.ts'
import { page } from '../../page/page.ts'
import { type Html, shown } from '../../page/shown.ts'
import { subjectKinds, type Overview } from '../overview.ts'
import { filter } from './filter.ts'
import { heading } from './heading.ts'
import type { Link } from './link.ts'
import { subjectList } from './subject-list.ts'
import { matrixTable } from './table.ts'

/** The overview as one HTML document; `link` leads to the reports of the subjects, where they are beside it. */
export async function renderOverview(overview: Overview, link: Link): Promise<string> {
  const { tool, requirementSet } = overview
  return await page({
    title: 'Mail software and its TLS promises – mailtls matrix',
    style: `${asset('overview/page/matrix.css')}${columnRules(overview)}`,
    script: asset('overview/page/matrix.js'),
    body: html`<header class="stays">${heading(overview, link)}</header>
      <main id="main">
        <div class="stays">${subjectList(overview, link)} ${filter(overview)}</div>
        ${matrixTable(overview, link)}
      </main>
      ${detailBar()}
      <footer class="quiet stays">mailtls ${shown(tool.version)}, requirement set ${shown(requirementSet)}</footer>`,
  })
}

/** Where the script tells about the cell that is pointed at or focused. */
function detailBar(): Html {
  return html`<aside class="bar" aria-hidden="true" hidden></aside>`
}

/** How columns of one kind are set apart, and hidden: the position is all that a cell knows of its kind. */
function columnRules({ subjects }: Overview): string {
  const servers = subjects.filter(({ kind }) => kind === 'server').length
  const cells = {
    server: `.cells > :nth-child(n + 2):nth-child(-n + ${servers + 1})`,
    client: `.cells > :nth-child(n + ${servers + 2})`,
  }
  const hiding = subjectKinds.map((kind) => `#matrix[data-without='${kind}'] ${cells[kind]} { display: none }`)
  const columns = `:root { --columns: ${subjects.length} }`
  return [
    columns,
    ...hiding,
    `#matrix .cells > :nth-child(${servers + 2}) { border-left: 2px solid var(--line) }`,
  ].join('\n')
}
