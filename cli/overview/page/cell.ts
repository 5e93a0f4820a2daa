import { html } from 'hono/html'
import { type Html, shown } from '../../page/shown.ts'
import { marks, verdictWord } from '../../terminal/marks.ts'
import { shorten } from '../../../harness/shorten.ts'
import { waivedText } from '../../terminal/waivers.ts'
import type { Cell, OverviewSubject } from '../overview.ts'

/** a peer may have said a lot: the report has the whole */
const longest = 300

/** A verdict by sign and colour, with the word for who cannot see them and the reason for who points at it. */
export function verdictCell({ verdict, reason, waived }: Cell, href: string | undefined): Html {
  const why = [...(waived ? [waivedText(waived)] : []), ...(reason ? [reason.text.split('\n')[0]!] : [])].join('; ')
  const title = shorten(shown(why), longest)
  const inside = signed(marks[verdict][1], `${verdictWord(verdict)}${waived ? ', waived' : ''}`, { title, href })
  return html`<td class="${verdict}${waived ? ' waived' : ''}">${inside}</td>`
}

/** A sign with a name, as a link where it leads somewhere. */
export function signed(sign: string, name: string, { title, href }: { title?: string; href?: string }): Html {
  const said = title ? html` title="${title}"` : ''
  return href
    ? html`<a href="${href}" aria-label="${name}" ${said}>${sign}</a>`
    : html`<span role="img" aria-label="${name}" ${said}>${sign}</span>`
}

/** Nothing to tell: the requirement binds others, or the subject was not run. */
export function blankCell({ compliance }: OverviewSubject): Html {
  return compliance ? html`<td></td>` : html`<td class="not-run"></td>`
}
