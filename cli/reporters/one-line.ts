import { visible } from '../../harness/visible.ts'

/** Text as one line, with what acts unseen made visible: neither XML 1.0 nor Markdown can hold it all. */
export function oneLine(text: string): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim())
  return visible(lines.filter(Boolean).join(' '))
}
