import { html } from 'hono/html'
import type { Html } from './shown.ts'

/** A name and what stands beside it: text is escaped, Html is not; where that is empty, it is left out. */
export type Fact = readonly [name: string, value: Html | string | number | undefined | false]

/** Facts as a list of names and values. */
export function factList(facts: readonly Fact[]): Html {
  const told = facts.filter(([, value]) => value !== undefined && value !== false && value !== '')
  return html`<dl>
    ${told.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`
}

/** Several things one below the other; empty where there are none. */
export function lines(items: readonly Html[]): Html | '' {
  return items.length === 0
    ? ''
    : html`<ul class="lines">
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`
}
