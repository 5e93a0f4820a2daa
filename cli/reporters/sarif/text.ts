import { oneLine } from '../one-line.ts'

/** A peer's words in a plain text message, in which no link can come of them (SARIF 2.1.0, section 3.11.6). */
export function said(text: string): string {
  return braced(oneLine(text).replaceAll('](', '] ('))
}

/** Braces would be placeholders (section 3.11.5). */
export function braced(text: string): string {
  return text.replaceAll(/[{}]/g, '$&$&')
}
