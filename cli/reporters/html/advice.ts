import { html } from 'hono/html'
import type { Report } from '../../../harness/report/report.ts'
import { factList } from '../../page/fact-list.ts'
import { type Html, shown } from '../../page/shown.ts'
import { adviceOf } from '../../terminal/advice.ts'

/** What to provide so that the rest can be decided; the most wanted first. */
export function advice(report: Report): Html | '' {
  const questions = adviceOf(report)
  if (questions.length === 0) return ''
  return html`<section aria-labelledby="open">
    <h2 id="open">To decide what is open</h2>
    ${factList(questions.map(({ label, text }) => [label, shown(text)]))}
  </section>`
}
