import type { CheckResult } from '../../harness/check.ts'
import { isVulnerability } from '../../harness/report/compliance.ts'
import { tailOf } from '../../harness/report/dialogue-tail.ts'
import type { Report, RequirementRow } from '../../harness/report/report.ts'
import { waivedOf } from '../../harness/report/waivers.ts'
import { strength } from '../../harness/requirement.ts'
import { sectionLink } from '../links.ts'
import { visible } from '../../harness/visible.ts'
import { setUpText } from '../set-up-text.ts'
import type { Look } from './look.ts'
import { indent, labelled, wrap } from './text.ts'
import { waivedText } from './waivers.ts'

/** Each failure with what was expected, what was found, the dialogue that proves it, and how to see it again. */
export function failures(report: Report, look: Look): string[] {
  const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
  // what fails in the same way on several endpoints is told once
  const kind = (result: CheckResult) => JSON.stringify([result.id, result.reason?.text, waivedOf(result, report)])
  const groups = [...Map.groupBy(failed, kind).values()]
  if (groups.length === 0) return []
  return [
    look.style(['bold', 'red'], 'Failures'),
    '',
    ...groups.flatMap((group, index) => [...failure(index + 1, group, report, look), '']),
  ]
}

function failure(number: number, group: readonly CheckResult[], report: Report, look: Look): string[] {
  const endpoints = visible(group.map(({ endpoint }) => endpoint).join(', '))
  const title = look.style('bold', `${number}. ${visible(group[0]!.id)}`) + ` on ${endpoints}`
  return [title, ...indent(evidence(group, report, { ...look, width: look.width - 3 }), 3)]
}

/** What a failure breaks, what was expected and found, the end of its dialogue, and how to see it again. */
export function evidence(group: readonly CheckResult[], report: Report, look: Look): string[] {
  const [result] = group as [CheckResult]
  const broken = report.requirements.filter(({ id }) => result.decides.includes(id))
  const { width } = look
  const waived = waivedOf(result, report)
  const configured = setUpText(result)
  return [
    ...broken.flatMap((row) => breaks(row, width)),
    ...(isVulnerability(result) ? labelled('severity', 'vulnerability: not compliant on any protocol', width) : []),
    ...labelled('expected', result.purpose, width),
    ...labelled('found', result.reason?.text ?? '', width).map((line) => look.style('red', line)),
    ...(waived ? labelled('known', waivedText(waived), width).map((line) => look.style('yellow', line)) : []),
    ...(configured ? labelled(configured.name, configured.text, width) : []),
    ...dialogue(result, group.length > 1, look),
    // in one piece, to be copied
    `again      ${visible(result.replay)}`,
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
  const { left, lines } = tailOf(all)
  const shown = lines.flatMap((line) => {
    const [first = '', ...rest] = wrap(line, look.width - 6)
    return [look.style(line.startsWith('C: ') ? 'cyan' : 'dim', first), ...rest.map((more) => `   ${more}`)]
  })
  return [
    oneOfSeveral ? `dialogue   on ${visible(endpoint)}` : 'dialogue',
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
      `  ${visible(key)}`,
      ...indent(
        (reason?.text ?? '').split('\n').flatMap((line) => wrap(line, look.width - 4)),
        4,
      ),
    ]),
    '',
  ]
}
