const shownRows = 100

/** A heading and what stands below it; nothing where that is nothing. */
export function section(title: string, content: readonly string[]): string[] {
  return content.length > 0 ? [`### ${title}`, ...content] : []
}

/** What is opened by a click: one block. The title is Markdown without markup. */
export function folded(title: string, content: readonly string[]): string[] {
  if (content.length === 0) return []
  return [[`<details><summary>${title}</summary>`, ...content, '</details>'].join('\n\n')]
}

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const shown = rows.slice(0, shownRows).map(line)
  return [[line(head), line(head.map(() => '---')), ...shown].join('\n'), ...more(rows.length)]
}

/** A list of items that are Markdown already. */
export function list(items: readonly string[]): string[] {
  if (items.length === 0) return []
  const shown = items.slice(0, shownRows).map((item) => `- ${item}`)
  return [shown.join('\n'), ...more(items.length)]
}

function more(number: number): string[] {
  return number > shownRows ? [`… and ${number - shownRows} more: report.json has them`] : []
}

/** The blocks for which there is room, in bytes; the first ones have precedence. */
export function fitting(blocks: readonly string[], room: number): Set<string> {
  let left = room
  const kept = blocks.filter((block) => {
    const size = Buffer.byteLength(block) + 2
    if (size > left) return false
    left -= size
    return true
  })
  return new Set(kept)
}
