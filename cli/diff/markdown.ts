import { code } from '../reporters/markdown/quote.ts'
import { count } from '../terminal/text.ts'
import { waivedText } from '../terminal/waivers.ts'
import type { Diff, Side } from './diff-reports.ts'
import { sideText } from './diff-lines.ts'
import { type ChangeGroup, diffTotals, partsOf } from './group-changes.ts'

/** The same as Markdown, such as for a comment on a pull request. */
export function diffMarkdown(diff: Diff): string {
  const side = (of: Side) => `${code(sideText(of))} (${of.compliance})`
  const lines = [
    `### mailtls: ${diffTotals(diff)}`,
    '',
    `${side(diff.old)} → ${side(diff.new)}`,
    ...diff.notes.map((note) => `- ${code(note)}`),
    ...partsOf(diff).flatMap(({ title, groups, others }) => [
      '',
      `#### ${title}`,
      '',
      ...groups.map(item),
      ...(others > 0 ? [`- ${count(others, 'place')} more where nothing fails`] : []),
    ]),
  ]
  return `${lines.join('\n')}\n`
}

function item({ change, things, before, now, waived, replay }: ChangeGroup): string {
  const facts = [
    ['before', before],
    ['now', now],
    ['', waived && waivedText(waived)],
    ['again', replay],
  ] as const
  return [
    `- **${code(change)}** ${things.map(code).join(', ')}`,
    ...facts.flatMap(([label, text]) => (text === undefined ? [] : [`  - ${label} ${code(text)}`])),
  ].join('\n')
}
