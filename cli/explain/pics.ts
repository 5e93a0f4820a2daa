import type { Level, Requirement } from '../../harness/requirement.ts'
import type { Role } from '../../harness/subject.ts'
import { allChecks } from '../../suites/checks.ts'
import { sectionLink } from '../links.ts'

const columns = ['MUST', 'SHOULD', 'MAY', 'SHOULD NOT', 'MUST NOT'] as const
type Column = (typeof columns)[number]

/** A line of the requirements summary: RFC 1122 ends its sections with such tables. */
export interface PicsRow {
  id: string
  rfc: number
  section: string
  class: Requirement['class']
  summary: string
  level: Level
  /** where its mark stands; undefined for text without such a word */
  column?: Column
  roles: readonly Role[]
  /** how it is decided here, and by how many checks */
  disposition: Requirement['disposition']['kind']
  checks: number
  notes: string[]
}

/** The requirements summary. */
export function picsRows(ledger: readonly Requirement[]): PicsRow[] {
  return ledger.map(({ id, rfc, section, class: kind, summary, level, roles, disposition, feeds, via }) => {
    const column = columnOf(level)
    return {
      id,
      rfc,
      section,
      class: kind,
      summary,
      level,
      ...(column && { column }),
      roles,
      disposition: disposition.kind,
      checks: allChecks.filter(({ requirements }) => requirements.includes(id)).length,
      notes: [
        ...(disposition.kind === 'replaced-by' ? [`Replaced by ${disposition.by}.`] : []),
        ...(disposition.kind === 'same-as' ? [`Takes the verdict of ${disposition.as.join(', ')}.`] : []),
        ...(via ? [`Called upon: ${via}.`] : []),
        ...(feeds.length > 0 ? [`A failure fails ${feeds.join(', ')}.`] : []),
      ],
    }
  })
}

/** The words in capitals and small letters stand in the same column: the heading tells them apart. */
function columnOf(level: Level): Column | undefined {
  const word = level.toUpperCase().replace('REQUIRED', 'MUST').replace('RECOMMENDED', 'SHOULD')
  return columns.find((column) => column === word)
}

const headings = {
  clause: 'Key words in capitals: compliance is judged over these',
  lowercase: 'Text of these RFCs without such a key word',
  imported: 'Clauses of other RFCs that these call upon',
} as const satisfies Record<Requirement['class'], string>

/** The requirements summary as Markdown. */
export function picsMarkdown(rows: readonly PicsRow[]): string {
  const notes = new Footnotes()
  const tables = (Object.keys(headings) as Requirement['class'][]).flatMap((kind) => [
    `## ${headings[kind]}`,
    ...[
      ...Map.groupBy(
        rows.filter((row) => row.class === kind),
        ({ rfc }) => rfc,
      ),
    ].flatMap(([rfc, own]) => [`### RFC ${rfc}`, table(own, notes)]),
  ])
  return `${[head, ...tables, ...notes.lines()].join('\n\n')}\n`
}

const head = `# Requirements summary

What is required of whom, in the manner of the tables that end the sections of
[RFC 1122](https://www.rfc-editor.org/rfc/rfc1122), and how it is decided here: *checked* by so many checks, *recorded* by
them (what was seen is told, and nothing can fail), or *declared*: only the vendor can answer, under \`declared\` in
\`mailtls.yaml\`. As a form of what a product claims (PICS), fill in \`claims\` and \`declared\` there. Made from the ledger by
\`mailtls explain --pics\`; \`mailtls explain ID\` tells more of each.`

function table(rows: readonly PicsRow[], notes: Footnotes): string {
  const title = ['Feature', 'Section', ...columns, 'Binds', 'Decided', 'Id', 'Note']
  const align = ['---', '---', ...columns.map(() => ':-:'), '---', '---', '---', '---']
  const lines = rows.map((row) => [
    row.summary.replaceAll('|', String.raw`\|`),
    `[${row.section}](${sectionLink(row.rfc, row.section)})`,
    ...columns.map((column) => (column === row.column ? 'x' : '')),
    row.roles.join(', '),
    row.checks > 0 ? `${row.disposition} (${row.checks})` : row.disposition,
    `\`${row.id}\``,
    row.notes.map((note) => `[${notes.numberOf(note)}]`).join(' '),
  ])
  return [title, align, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Notes that several lines may share. */
class Footnotes {
  readonly #notes: string[] = []

  numberOf(note: string): number {
    if (!this.#notes.includes(note)) this.#notes.push(note)
    return this.#notes.indexOf(note) + 1
  }

  lines(): string[] {
    return ['## Notes', this.#notes.map((note, i) => `${i + 1}. ${note}`).join('\n')]
  }
}
