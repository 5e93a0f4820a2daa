import { html } from 'hono/html'
import type { Verdict } from '../../../harness/verdict.ts'
import { searchField, select } from '../../page/form.ts'
import type { Html } from '../../page/shown.ts'
import { marks } from '../../terminal/marks.ts'
import type { Overview } from '../overview.ts'

/** What narrows the table down, shown by the script, and what its signs mean. */
export function filter({ subjects }: Overview): Html {
  const both = new Set(subjects.map(({ kind }) => kind)).size > 1
  const show = {
    '': 'all requirements',
    differ: 'only where they differ',
    fail: 'only failures',
    open: 'only what is open',
  }
  return html`<div class="tools">
    <form class="filter" role="search" aria-label="Requirements" hidden>
      ${searchField('Search id, text, role, level')} ${select('show', 'Rows', show)}
      ${both && select('kind', 'Columns', { '': 'servers and clients', server: 'servers', client: 'clients' })}
      <output aria-live="polite"></output>
    </form>
    <ul class="legend" aria-label="Legend">
      ${swatch('pass', 'pass')} ${swatch('fail must', 'fails a MUST')} ${swatch('fail', 'fails a SHOULD or less')}
      ${swatch('inconclusive', 'inconclusive')} ${swatch('declared', 'declared')}
      ${swatch('not-applicable', 'not applicable')}
      <li>blank: binds others</li>
    </ul>
  </div>`
}

function swatch(look: string, name: string): Html {
  const sign = marks[look.split(' ')[0] as Verdict][1]
  return html`<li><span class="swatch ${look}" aria-hidden="true">${sign}</span> ${name}</li>`
}
