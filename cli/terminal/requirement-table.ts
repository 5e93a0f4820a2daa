import type { Report, RequirementRow } from '../../harness/report/report.ts'
import type { Look } from './look.ts'
import { mark, verdictWord } from './marks.ts'
import { shorten } from '../../harness/shorten.ts'
import { indent, wrap } from './text.ts'
import { waivedText } from './waivers.ts'

/** Reasons for which a requirement was not tried at all. */
const untried = {
  'not-implemented': 'not implemented yet',
  'role-not-played': 'bind roles that are not played here',
  'not-selected': 'not selected',
  'other-ports': 'about other ports',
  'other-shard': 'left to other shards, in whole or in part',
  'no-such-command': 'about what no command of the client does',
  replaced: 'replaced by RFC 8997',
  definition: 'definitions',
} as const

/** Whether anything was done to decide a requirement. */
export function wasTried({ reason }: RequirementRow): boolean {
  return !(reason && Object.hasOwn(untried, reason.code))
}

/** What each class of requirements is to the judgement. */
export const headings = {
  clause: 'Key words in capitals: compliance is judged over these',
  lowercase: 'Text without such a key word: a failure is noted, and fails the clause that it feeds, if there is one',
  imported: 'Clauses of other RFCs that these call upon: a failure is noted, and fails the clause that it feeds',
} as const

/** A line for each requirement that was tried, by section; beneath it why it did not pass. */
export function requirementTable({ requirements }: Report, look: Look): string[] {
  const tried = requirements.filter(wasTried)
  const idWidth = Math.max(0, ...tried.map(({ id }) => id.length))
  const levelWidth = Math.max(0, ...tried.map(({ level }) => level.length))
  const kinds = Object.keys(headings) as RequirementRow['class'][]
  return kinds.flatMap((kind) => {
    const rows = tried.filter((row) => row.class === kind)
    const sections = [...Map.groupBy(rows, ({ rfc, section }) => `RFC ${rfc}, section ${section}`)]
    const shown = sections.flatMap(([section, inIt]) => [
      look.style('bold', section),
      ...inIt.flatMap((row) => lines(row, { idWidth, levelWidth, look })),
    ])
    return shown.length > 0 ? [look.style('underline', headings[kind]), ...shown, ''] : []
  })
}

function lines(
  row: RequirementRow,
  { idWidth, levelWidth, look }: { idWidth: number; levelWidth: number; look: Look },
): string[] {
  const { id, level, summary, verdict, reason } = row
  const left = idWidth + levelWidth + 8
  const text = shorten(summary, Math.max(20, look.width - left))
  const first = `  ${mark(verdict, look.style)} ${id.padEnd(idWidth)}  ${level.padEnd(levelWidth)}  ${text}`
  if (verdict === 'pass' || !reason) return [first]
  const which = row.byEndpoint.filter((each) => each.verdict === verdict).map(({ endpoint }) => endpoint)
  const where = which.length > 0 && which.length < row.byEndpoint.length ? ` (${which.join(', ')})` : ''
  // a declaration says so itself
  const said = verdict === 'declared' ? '' : `${verdictWord(verdict)}${where}: `
  const why = wrap(`${said}${reason.text.split('\n')[0]}`, look.width - 4)
  const known = row.waived ? wrap(waivedText(row.waived), look.width - 4) : []
  return [
    first,
    ...indent(why, 4).map((line) => look.style(verdict === 'fail' ? 'red' : 'dim', line)),
    ...indent(known, 4).map((line) => look.style('yellow', line)),
  ]
}

/** One line about all requirements that were not tried. */
export function untriedLine({ requirements }: Report): string {
  const others = requirements.filter((row) => !wasTried(row))
  const parts = Object.entries(untried).map(
    ([code, text]) => [others.filter(({ reason }) => reason?.code === code).length, text] as const,
  )
  const told = parts.filter(([number]) => number > 0).map(([number, text]) => `${number} ${text}`)
  return `${others.length} of ${requirements.length} requirements were not tried: ${told.join(', ')}`
}
