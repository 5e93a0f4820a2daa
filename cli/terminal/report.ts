import type { Report } from '../../harness/report/report.ts'
import { subjectTitle } from '../../harness/report/subject-told.ts'
import { visible } from '../../harness/visible.ts'
import { advice } from './advice.ts'
import { claimLines } from './claims.ts'
import { errors, failures } from './failures.ts'
import type { Look } from './look.ts'
import { inColour } from './marks.ts'
import { requirementTable } from './requirement-table.ts'
import { count } from './text.ts'
import { findings, totals } from './totals.ts'

/** The report as lines for a terminal: the judgement, a line for each requirement, proof of each failure, the totals. */
export function terminalReport(report: Report, look: Look): string[] {
  const subject = visible(subjectTitle(report.subject))
  const beside = [findings(report), notSelected(report)].filter(Boolean).join('; ')
  return [
    `${look.style('bold', subject)}: ${inColour(report.compliance, look.style)}${beside && ` (${beside})`}`,
    '',
    ...requirementTable(report, look),
    ...failures(report, look),
    ...claimLines(report, look),
    ...errors(report, look),
    ...advice(report, look),
    ...totals(report, look),
  ]
}

/** A part of the checks cannot tell of the whole: that of a shard, or what was selected. */
export function notSelected({ shard, requirements }: Report): string {
  const others = requirements.filter(({ class: kind, reason }) => kind === 'clause' && reason?.code === 'not-selected')
  const part = shard && `shard ${shard.index}/${shard.total}: "mailtls merge" judges the whole`
  const selection = others.length > 0 && `as far as was selected: ${count(others.length, 'clause')} left out`
  return [part, selection].filter(Boolean).join('; ')
}

/** What is wrong with the endpoints themselves, a line for each. */
export function problemLines({ problems }: Pick<Report, 'problems'>): string[] {
  return [...new Set(problems.map(problemText))]
}

/** What is wrong with an endpoint, which is named. */
export function problemText({ endpoint, reason: { text } }: Report['problems'][number]): string {
  return text.includes(endpoint) ? text : `${endpoint}: ${text}`
}

/** Whether no endpoint can be spoken to, so that there is nothing else to report. */
export function isUnreachable({ subject, problems }: Report): boolean {
  const unreachable = problems.filter(({ reason }) => reason.code !== 'login-refused').map(({ endpoint }) => endpoint)
  return subject.endpoints.length > 0 && subject.endpoints.every(({ name }) => unreachable.includes(name))
}
