import { html } from 'hono/html'
import type { Html } from './shown.ts'

/** The head of a table; `unseen` where it is only to be heard. */
export function columnHeads(names: readonly string[], unseen?: 'unseen'): Html {
  return html`<thead class="${unseen ?? ''}">
    <tr>
      ${names.map((name) => html`<th scope="col">${name}</th>`)}
    </tr>
  </thead>`
}
