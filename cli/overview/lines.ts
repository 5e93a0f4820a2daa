import { subjectTitle } from '../../harness/report/subject-told.ts'
import type { Verdict } from '../../harness/verdict.ts'
import { visible } from '../../harness/visible.ts'
import type { Look } from '../terminal/look.ts'
import { inColour, mark } from '../terminal/marks.ts'
import { shorten } from '../../harness/shorten.ts'
import { count } from '../terminal/text.ts'
import { cellOf, differs, failed, isPartial, verdictsOf } from './cells.ts'
import { type Overview, type OverviewSubject, subjectKinds } from './overview.ts'

/** The overview as lines for a terminal: the subjects, each with a letter, and the requirements that set them apart. */
export function overviewLines(overview: Overview, look: Look): string[] {
  return [...subjectTable(overview, look), ...differences(overview, look), ...totals(overview)]
}

/** "a" to "z", "aa", "ab" … */
function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

function subjectTable(overview: Overview, look: Look): string[] {
  const { subjects } = overview
  const room = Math.min(40, Math.max(16, look.width - 80))
  const titles = subjects.map((subject) => shorten(visible(subjectTitle(subject)), room))
  const width = Math.max(...titles.map((title) => title.length))
  const letters = letterOf(subjects.length - 1).length
  return subjectKinds.flatMap((kind) => {
    const rows = subjects.flatMap((subject, index) => {
      if (subject.kind !== kind) return []
      const start = `  ${letterOf(index).padStart(letters)}  ${titles[index]!.padEnd(width)}  `
      return [start + outcome(overview, subject, look, look.width - start.length)]
    })
    const heading = look.style('bold', kind === 'server' ? 'Servers' : 'Clients')
    return rows.length > 0 ? [heading, ...rows, ''] : []
  })
}

function outcome(overview: Overview, subject: OverviewSubject, { style }: Look, width: number): string {
  const { compliance, vulnerabilities, problem } = subject
  if (!compliance) return style('red', `not run: ${shorten(visible(problem?.text ?? ''), width - 9)}`)
  const verdicts = overview.requirements.map((row) => cellOf(row, subject)?.verdict)
  const counted = (['pass', 'fail', 'inconclusive', 'error'] as Verdict[]).flatMap((verdict) => {
    const number = verdicts.filter((each) => each === verdict).length
    const always = verdict === 'pass' || verdict === 'fail'
    return number > 0 || always ? [`${mark(verdict, style)} ${String(number).padStart(3)}`] : []
  })
  const musts = failed(overview, subject, 'must')
  const beside = [
    ...(musts > 0 ? [`fails ${count(musts, 'MUST')}`] : []),
    ...(vulnerabilities.length > 0 ? [style('red', count(vulnerabilities.length, 'vulnerability'))] : []),
    ...(problem ? [style('yellow', 'incomplete')] : []),
  ]
  const judged = inColour(compliance, style) + ' '.repeat(25 - compliance.length)
  return [judged, counted.join('  '), beside.join(', ')].filter(Boolean).join('  ')
}

/** A line for each requirement that some fail and others keep, with a column for each subject. */
function differences({ subjects, requirements }: Overview, look: Look): string[] {
  const rows = requirements.filter((row) => differs(verdictsOf(row, subjects)))
  if (rows.length === 0) return []
  const letters = subjects.map((_, index) => letterOf(index))
  const idWidth = Math.max(...rows.map(({ id }) => id.length))
  const levelWidth = Math.max(...rows.map(({ level }) => level.length))
  const left = idWidth + levelWidth + 6
  const widest = Math.max(...letters.map((letter) => letter.length))
  const column = left + (widest + 1) * subjects.length > look.width ? widest : widest + 1
  const text = look.width - left - column * subjects.length - 2
  return [
    look.style('bold', 'What some fail and others keep'),
    ' '.repeat(left - 1) + letters.map((letter) => letter.padStart(column)).join(''),
    ...rows.map((row) => {
      const cells = subjects.map((subject) => {
        const verdict = cellOf(row, subject)?.verdict
        return ' '.repeat(column - 1) + (verdict === undefined ? ' ' : mark(verdict, look.style))
      })
      const named = `  ${row.id.padEnd(idWidth)}  ${row.level.padEnd(levelWidth)} `
      // where there is no room for a part of the summary that tells something, there is none
      return `${named}${cells.join('')}${text < 20 ? '' : `  ${shorten(visible(row.summary), text)}`}`
    }),
    '',
  ]
}

function totals(overview: Overview): string[] {
  const { subjects, requirements, durationMs } = overview
  const run = subjects.filter(({ compliance }) => compliance).length
  const injected = subjects.filter(({ vulnerabilities }) => vulnerabilities.length > 0).length
  const told = [
    run === subjects.length ? count(run, 'subject') : `${run} of ${count(subjects.length, 'subject')}`,
    `${requirements.length} requirements${isPartial(overview) ? ', as far as was selected' : ''}`,
    `plaintext injection works on ${injected}`,
    `${(durationMs / 1000).toFixed(1)} s`,
  ]
  return [told.join('; ')]
}
