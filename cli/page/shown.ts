import type { html } from 'hono/html'
import { visible } from '../../harness/visible.ts'

/** HTML with what was put in escaped. */
export type Html = ReturnType<typeof html>

/** A peer's words, or a user's, to be put into HTML: what acts unseen (control characters, turned direction) becomes visible. */
export const shown = visible

/** The id of an element, and what `#` takes to it, from any text. */
export function anchor(text: string): string {
  return visible(text).replaceAll(/\s/g, '_')
}

/** A link to the element of that id. Browsers read what stands behind the first `#` percent-decoded. */
export function linkTo(text: string): string {
  return `#${encodeURI(anchor(text))}`
}
