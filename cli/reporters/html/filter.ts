import { html } from 'hono/html'
import type { Report } from '../../../harness/report/report.ts'
import { verdicts } from '../../../harness/verdict.ts'
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
      ${select('level', 'Level', { must: 'MUST', should: 'SHOULD', may: 'MAY', none: 'no key word' })}
      ${select('class', 'Class', { clause: 'key words', lowercase: 'other text', imported: 'of other RFCs' })}
      <label class="search"
        ><span class="unseen">Search</span
        ><input
          type="search"
          name="q"
          placeholder="Search id, text, check, endpoint ( / )"
          spellcheck="false"
          aria-keyshortcuts="/"
      /></label>
      <output aria-live="polite"></output>
    </form>`
}

function select(name: string, title: string, options: Record<string, string>): Html {
  return html`<label
    ><span class="unseen">${title}</span
    ><select name="${name}">
      <option value="">any ${title.toLowerCase()}</option>
      ${Object.entries(options).map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`
}
