import { subjectTitle } from '../../harness/report/subject-told.ts'
import { visible } from '../../harness/visible.ts'
import type { Look } from '../terminal/look.ts'
import { inColour, mark } from '../terminal/marks.ts'
import { count, indent, labelled } from '../terminal/text.ts'
import { waivedText } from '../terminal/waivers.ts'
import type { Diff, Side } from './diff-reports.ts'
import { type ChangeGroup, diffTotals, type Part, partsOf } from './group-changes.ts'

const shownThings = 10

/** What changed between two reports, as lines for a terminal: what became worse first. */
export function diffLines(diff: Diff, look: Look): string[] {
  const side = (label: string, { compliance, ...of }: Side) =>
    `${label}  ${visible(sideText(of))}: ${inColour(compliance, look.style)}`
  return [
    side('old', diff.old),
    side('new', diff.new),
    ...diff.notes.flatMap((note) => labelled('', note, look.width, 5)),
    '',
    ...partsOf(diff).flatMap((part) => [...partLines(part, look), '']),
    diffTotals(diff),
  ]
}

/** "smtp-server 3.21.6, 2026-11-22". */
export function sideText({ subject, startedAt }: Pick<Side, 'subject' | 'startedAt'>): string {
  return `${subjectTitle(subject)}, ${startedAt.slice(0, 10)}`
}

function partLines({ title, groups, others }: Part, look: Look): string[] {
  return [
    look.style('bold', title),
    ...groups.flatMap((group) => groupLines(group, look)),
    ...(others > 0 ? [look.style('dim', `  ${count(others, 'place')} more where nothing fails`)] : []),
  ]
}

function groupLines({ change, verdict, things, before, now, waived, replay }: ChangeGroup, look: Look): string[] {
  const width = look.width - 4
  const left = things.length - shownThings
  const facts = [
    ...(before === undefined ? [] : labelled('before', before, width, 8)),
    ...(now === undefined ? [] : labelled('now', now, width, 8)),
    ...(waived ? labelled('', waivedText(waived), width, 8) : []),
    // in one piece, to be copied
    ...(replay === undefined ? [] : [`again   ${visible(replay)}`]),
  ]
  return [
    `  ${mark(verdict, look.style)} ${visible(change)}`,
    ...indent(
      things.slice(0, shownThings).flatMap((thing) => labelled('', thing, width, 0)),
      4,
    ),
    ...(left > 0 ? [`    and ${left} more`] : []),
    ...indent(facts, 4).map((line) => look.style('dim', line)),
  ]
}
