import type { Report } from '../../../harness/report/report.ts'
import { adviceOf } from '../../terminal/advice.ts'
import { wasTried } from '../../terminal/requirement-table.ts'
import { count } from '../../terminal/text.ts'
import { fitting, folded, list, section, table } from './blocks.ts'
import { details, failuresOf, failureTable, link } from './failures.ts'
import { judgement, troubles } from './judgement.ts'
import { cell, prose } from './quote.ts'

/** What GitHub takes for the summary of a job, in bytes, and some room for what else the job says there. */
const limit = 1_000_000

/** The report as Markdown for the summary of a job. What there is no room for is left out, with a word about it. */
export function renderMarkdown(report: Report): string {
  const failures = failuresOf(report)
  const binding = failures.filter(({ weight }) => weight !== 'note')
  const notes = failures.filter(({ weight }) => weight === 'note')
  const before = [...judgement(report), ...troubles(report), ...section('Failures', failureTable(binding, 1))]
  const proofs = binding.flatMap((failure, index) => details(failure, index + 1))
  const after = [
    ...section('Noted beside the judgement', failureTable(notes, binding.length + 1)),
    ...section('To decide what is open', open(report)),
    ...section('Declared by the vendor', declared(report)),
    footer(report),
  ]
  const kept = fitting([...before, ...after, ...proofs], limit)
  const blocks = [...before, ...proofs, ...after]
  const shown = blocks.filter((block) => kept.has(block))
  const left = blocks.length - shown.length
  const told = left > 0 ? [`${count(left, 'part')} left out, for there is no room: report.json has all.`] : []
  return `${[...shown, ...told].join('\n\n')}\n`
}

function open(report: Report): string[] {
  const rows = report.requirements.filter((row) => row.verdict === 'inconclusive' && wasTried(row))
  const undecided = table(
    ['Requirement', 'Level', 'Undecided, since'],
    rows.map((row) => [link(row), prose(row.level), cell(row.reason?.text ?? '')]),
  )
  return [
    ...list(adviceOf(report).map(({ label, text }) => `${label}: ${cell(text)}`)),
    ...folded(`${count(rows.length, 'requirement')} undecided`, undecided),
  ]
}

function declared({ requirements }: Report): string[] {
  const answers = { yes: 'yes', no: '**no**' }
  const rows = requirements.flatMap((row) => {
    if (!row.declared) return []
    return [[link(row), prose(row.level), answers[row.declared.answer], cell(row.declared.source)]]
  })
  return table(['Requirement', 'Level', 'Answer', 'Source'], rows)
}

function footer({ tool, requirementSet, startedAt, durationMs }: Report): string {
  const seconds = (durationMs / 1000).toFixed(2)
  return `mailtls ${prose(tool.version)}, requirement set ${prose(requirementSet)}, ${startedAt}, ${seconds} s`
}
