import { html } from 'hono/html'
import type { Report } from '../../../harness/report/report.ts'
import { asset } from '../../page/asset.ts'
import { page } from '../../page/page.ts'
import { shown } from '../../page/shown.ts'
import { advice } from './advice.ts'
import { certificates } from './certificates.ts'
import { filter } from './filter.ts'
import { findings } from './findings.ts'
import { judgement, titleOf } from './judgement.ts'
import { requirements } from './requirements.ts'

/** The report as one HTML document that needs nothing beside itself. */
export async function renderHtml(report: Report): Promise<string> {
  const { tool, requirementSet } = report
  return await page({
    title: `${titleOf(report)}: ${report.compliance} – mailtls`,
    style: asset('reporters/html/report.css'),
    script: asset('reporters/html/report.js'),
    body: html`<header>${judgement(report)}</header>
      <main id="main">
        ${findings(report)} ${advice(report)} ${filter(report)} ${requirements(report)} ${certificates(report)}
      </main>
      <footer class="quiet">mailtls ${shown(tool.version)}, requirement set ${shown(requirementSet)}</footer>`,
  })
}
