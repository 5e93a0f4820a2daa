import { type Mode, modes } from '../../harness/client.ts'
import type { CheckResult } from '../../harness/check.ts'
import { isVulnerability } from '../../harness/report/compliance.ts'
import type { Report, RequirementRow } from '../../harness/report/report.ts'
import { strength } from '../../harness/requirement.ts'
import { type SetUp, setUps } from '../../harness/subject.ts'
import { sectionLink } from '../links.ts'
import { visible } from '../output.ts'
import type { Look } from './look.ts'
import { indent, labelled, shorten, wrap } from './text.ts'

const shownLines = 25
const shownColumns = 400

/** Each failure with what was expected, what was found, the dialogue that proves it, and how to see it again. */
export function failures(report: Report, look: Look): string[] {
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  // what fails in the same way on several endpoints is told once
  const groups = [...Map.groupBy(failed, ({ id, reason }) => `${id} ${reason?.text}`).values()]
  if (groups.length === 0) return []
  return [
    look.style(['bold', 'red'], 'Failures'),
    '',
    ...groups.flatMap((group, index) => [...failure(index + 1, group, report, look), '']),
  ]
}

function failure(number: number, group: readonly CheckResult[], report: Report, look: Look): string[] {
  const [result] = group as [CheckResult]
  const broken = report.requirements.filter(({ id }) => result.decides.includes(id))
  const width = look.width - 3
  const endpoints = group.map(({ endpoint }) => endpoint).join(', ')
  const title = look.style('bold', `${number}. ${result.id}`) + ` on ${endpoints}`
  return [
    title,
    ...indent(
      [
        ...broken.flatMap((row) => breaks(row, width)),
        ...(isVulnerability(result) ? labelled('severity', 'vulnerability: not compliant on any protocol', width) : []),
        ...labelled('expected', result.purpose, width),
        ...labelled('found', result.reason?.text ?? '', width).map((line) => look.style('red', line)),
        // the operator has many servers, and no set-up
        ...(result.role === 'operator' ? [] : labelled('set-up', `${result.setUp}: ${describe(result.setUp)}`, width)),
        ...dialogue(result, group.length > 1, look),
        // in one piece, to be copied
        `again      ${visible(result.replay)}`,
      ],
      3,
    ),
  ]
}

function breaks({ id, level, summary, class: kind, rfc, section }: RequirementRow, width: number): string[] {
  const counted = kind === 'clause' && ['must', 'should'].includes(strength(level))
  return [
    ...labelled('breaks', `${id} ${level}: ${summary}`, width),
    `           ${sectionLink(rfc, section)}`,
    ...(counted ? [] : labelled('', 'noted beside the judgement: compliance does not count this', width)),
  ]
}

/** The end of the dialogue, where what was found shows. */
function dialogue({ dialogue: all, endpoint }: CheckResult, oneOfSeveral: boolean, look: Look): string[] {
  if (all.length === 0) return []
  const left = Math.max(0, all.length - shownLines)
  const shown = all.slice(left).flatMap((line) => {
    const [first = '', ...rest] = wrap(shorten(line, shownColumns), look.width - 9)
    return [look.style(line.startsWith('C: ') ? 'cyan' : 'dim', first), ...rest.map((more) => `   ${more}`)]
  })
  return [
    oneOfSeveral ? `dialogue   on ${endpoint}` : 'dialogue',
    ...indent(
      [...(left > 0 ? [look.style('dim', `… ${left} lines before: --reporter json has them`)] : []), ...shown],
      3,
    ),
  ]
}

/** Our own faults, which are never held against the subject. */
export function errors({ checks }: Report, look: Look): string[] {
  const ours = checks.filter(({ verdict }) => verdict === 'error')
  if (ours.length === 0) return []
  return [
    look.style(['bold', 'magenta'], 'Errors: faults of mailtls itself, please report them'),
    ...ours.flatMap(({ key, reason }) => [
      `  ${key}`,
      ...indent(
        (reason?.text ?? '').split('\n').flatMap((line) => wrap(line, look.width - 4)),
        4,
      ),
    ]),
    '',
  ]
}

function describe(name: SetUp | Mode): string {
  return name in setUps ? setUps[name as SetUp] : modes[name as Mode]
}
