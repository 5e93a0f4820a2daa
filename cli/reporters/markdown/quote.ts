import { shorten } from '../../../harness/shorten.ts'
import { oneLine } from '../one-line.ts'

const cellColumns = 300

/** A peer's words, or a user's, in Markdown: a code span, in which nothing is markup, a link or a mention. */
export function code(text: string): string {
  const content = oneLine(text)
  if (content === '') return ''
  const ticks = '`'.repeat(longestRun(content) + 1)
  // blanks beside a backtick are not part of the content
  const beside = /^`|`$|^ .* $/.test(content) ? ' ' : ''
  return `${ticks}${beside}${content}${beside}${ticks}`
}

/** The same in a cell of a table, which a bar would end even there, cut where it gets long. */
export function cell(text: string): string {
  return code(shorten(oneLine(text), cellColumns).replaceAll('|', String.raw`\x7c`))
}

/** A sentence of our own, which a report that was read from a file may have made up. */
export function prose(text: string): string {
  return oneLine(text).replaceAll(/[\\`*_[\]<>|~&$@#]|:(?=\/)/g, (each) => `&#${each.charCodeAt(0)};`)
}

/** Lines as a block between fences that none of them can close. */
export function fence(lines: readonly string[]): string {
  const shown = lines.map(oneLine)
  const ticks = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1))
  return [`${ticks}text`, ...shown, ticks].join('\n')
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length))
}
