import { html } from 'hono/html'
import type { Report } from '../../../harness/report/report.ts'
import { verdicts } from '../../../harness/verdict.ts'
import { searchField, select } from '../../page/form.ts'
import type { Html } from '../../page/shown.ts'
import { verdictMark } from '../../page/verdict.ts'

/** What narrows the requirements down. The script shows it, since it does nothing without. */
export function filter({ requirements }: Report): Html {
  const chips = verdicts.flatMap((verdict) => {
    const number = requirements.filter((row) => row.verdict === verdict).length
    if (number === 0) return []
    return html`<label class="chip"
      ><input type="checkbox" name="verdict" value="${verdict}" />${verdictMark(verdict)} ${number}</label
    >`
  })
  return html`<h2 id="requirements">Requirements</h2>
    <form class="filter" role="search" aria-label="Requirements" autocomplete="off" hidden>
      <fieldset>
        <legend class="unseen">Verdict</legend>
        ${chips}
      </fieldset>
      ${select('level', 'Level', { '': 'any level', must: 'MUST', should: 'SHOULD', may: 'MAY', none: 'no key word' })}
      ${select('class', 'Class', { '': 'any class', clause: 'key words', lowercase: 'other text', imported: 'of other RFCs' })}
      ${searchField('Search id, text, check, endpoint')}
      <output aria-live="polite"></output>
    </form>`
}
