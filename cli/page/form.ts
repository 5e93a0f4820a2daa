import { html } from 'hono/html'
import type { Html } from './shown.ts'

/** A choice in a form: what stands in it, by the values that it gives. */
export function select(name: string, title: string, options: Record<string, string>): Html {
  return html`<label
    ><span class="unseen">${title}</span
    ><select name="${name}">
      ${Object.entries(options).map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`
}

/** Where words are typed to search for; `/` leads there. */
export function searchField(placeholder: string): Html {
  return html`<label class="search"
    ><span class="unseen">Search</span
    ><input
      type="search"
      name="q"
      placeholder="${placeholder} ( / )"
      autocomplete="off"
      spellcheck="false"
      aria-keyshortcuts="/"
  /></label>`
}
