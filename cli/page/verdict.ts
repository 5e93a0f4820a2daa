import { html } from 'hono/html'
import type { Compliance } from '../../harness/report/report.ts'
import { type Verdict, verdicts } from '../../harness/verdict.ts'
import { compliances, marks, verdictWord } from '../terminal/marks.ts'
import { names } from '../terminal/totals.ts'
import type { Html } from './shown.ts'

/** A verdict by sign, word and colour. */
export function verdictMark(verdict: Verdict): Html {
  return html`<span class="verdict ${verdict}">${sign(verdict)} ${verdictWord(verdict)}</span>`
}

/** A verdict where there is room for a sign only; who cannot see it hears the word. */
export function verdictSign(verdict: Verdict): Html {
  const word = verdictWord(verdict)
  return html`<span class="verdict ${verdict}" role="img" aria-label="${word}" title="${word}"
    >${marks[verdict][1]}</span
  >`
}

function sign(verdict: Verdict): Html {
  return html`<span aria-hidden="true">${marks[verdict][1]}</span>`
}

/** A degree of compliance, in the colour of the verdict that it is most like. */
export function complianceMark(compliance: Compliance): Html {
  return html`<span class="verdict ${likeness[compliances[compliance]]}">${compliance}</span>`
}

const likeness = { green: 'pass', yellow: 'inconclusive', red: 'fail' } as const satisfies Record<string, Verdict>

/** How often each verdict occurs, by sign and number; the words are seen where there is room, and heard anyway. */
export function tally(counts: Partial<Record<Verdict, number>>, words: 'words' | 'signs' = 'words'): Html {
  const told = verdicts.filter((verdict) => counts[verdict] !== undefined)
  if (told.length === 0) return html`<span class="quiet">none</span>`
  const unseen = words === 'signs' && html` class="unseen"`
  const parts = told.map(
    (each) => html`<span class="${each}">${sign(each)} ${counts[each]} <span${unseen}>${names[each]}</span></span> `,
  )
  return html`<span class="tally">${parts}</span>`
}

/** How often each verdict occurs. */
export function countOf(rows: readonly { verdict: Verdict }[]): Partial<Record<Verdict, number>> {
  const groups = Map.groupBy(rows, ({ verdict }) => verdict)
  return Object.fromEntries([...groups].map(([verdict, group]) => [verdict, group.length]))
}
