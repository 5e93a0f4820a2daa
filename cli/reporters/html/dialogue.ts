import { html } from 'hono/html'
import type { CheckResult } from '../../../harness/check.ts'
import { type Html, shown as visible } from '../../page/shown.ts'
import { shorten } from '../../../harness/shorten.ts'

/** What a peer says may have no end: a page with more of it would not open. */
const [shownLines, shownCharacters] = [1000, 4000]

/** A dialogue as C: and S: lines, connection by connection, each with its time in ms. */
export function dialogue({ dialogue: lines, times }: CheckResult): Html | '' {
  if (lines.length === 0) return ''
  const left = Math.max(0, lines.length - shownLines)
  const shown = lines.slice(left).map((text, index) => {
    const { at, connection } = times[left + index] ?? {}
    const begins = connection !== undefined && connection !== times[left + index - 1]?.connection
    return html`${begins && html`<li class="begins">connection ${connection}</li>`}${line(text, at)}`
  })
  return html`<ol class="dialogue" aria-label="Dialogue, with times in ms">
    ${left > 0 && html`<li class="begins">… ${left} lines before: report.json has them</li>`} ${shown}
  </ol>`
}

function line(text: string, at: number | undefined): Html {
  const time = at !== undefined && html`<i>${at.toFixed(1)}</i>`
  const said = visible(shorten(text, shownCharacters))
  return text.startsWith('C') ? html`<li class="c">${time}${said}</li>` : html`<li>${time}${said}</li>`
}
