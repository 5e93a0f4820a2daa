import { claimFinding } from '../../../harness/report/claims.ts'
import type { Report } from '../../../harness/report/report.ts'
import { subjectTitle } from '../../../harness/report/subject-told.ts'
import { verdicts } from '../../../harness/verdict.ts'
import { notSelected, problemLines } from '../../terminal/report.ts'
import { untriedLine, wasTried } from '../../terminal/requirement-table.ts'
import { findings, isJudged, names } from '../../terminal/totals.ts'
import { waiverLines } from '../../terminal/waivers.ts'
import { list, section } from './blocks.ts'
import { cell } from './quote.ts'

/** What was judged, how, and how many requirements came out in which way. */
export function judgement(report: Report): string[] {
  const { subject, compliance, exitCode, level, byRfc, requirements } = report
  const tried = requirements.filter(wasTried)
  const counts = verdicts.flatMap((verdict) => {
    const number = tried.filter((each) => each.verdict === verdict).length
    return number > 0 ? [`**${number}** ${names[verdict]}`] : []
  })
  const byEach = Object.entries(byRfc).map(
    ([rfc, judged]) => `RFC ${rfc}: ${isJudged(report, rfc) ? judged : 'not judged'}`,
  )
  const told = [findings(report), notSelected(report), `exit code ${exitCode} at level ${level}`].filter(Boolean)
  return [
    `## ${cell(subjectTitle(subject))}: ${compliance}`,
    `${told.join('; ')}.`,
    `Requirements: ${counts.join(', ') || 'none tried'}. ${untriedLine(report)}.`,
    byEach.join(' · '),
  ]
}

/** What stands in the way of a judgement, or fails the run beside the checks. */
export function troubles(report: Report): string[] {
  const { checks, findings } = report
  const faults = checks.filter(({ verdict }) => verdict === 'error')
  const claims = findings.filter(({ check }) => check === claimFinding)
  const told = faults.map(({ key, reason }) => `${cell(key)}: ${cell(reason?.text ?? '')}`)
  return [
    ...section('Endpoints that cannot be judged', list(problemLines(report).map(cell))),
    ...section('Waivers to look after', list(waiverLines(report).map(cell))),
    ...section('Claims that the wire contradicts', list(claims.map(({ text }) => cell(text)))),
    ...section('Faults of mailtls itself, please report them', list(told)),
  ]
}
