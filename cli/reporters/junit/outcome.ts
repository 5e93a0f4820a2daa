import type { CheckResult } from '../../../harness/check.ts'
import { isVulnerability } from '../../../harness/report/compliance.ts'
import { counts } from '../../../harness/report/exit-code.ts'
import type { Report, RequirementRow } from '../../../harness/report/report.ts'
import { waivedOf } from '../../../harness/report/waivers.ts'
import type { Verdict } from '../../../harness/verdict.ts'
import { sectionLink } from '../../links.ts'
import { plain } from '../../output.ts'
import { evidence } from '../../terminal/failures.ts'
import { verdictWord } from '../../terminal/marks.ts'
import { waivedText } from '../../terminal/waivers.ts'

/** What a test case says beside its name; a passed one says nothing. */
export type Outcome =
  | { kind: 'pass'; out?: string }
  | { kind: 'failure' | 'error'; type: string; message: string; body: readonly string[] }
  | { kind: 'skipped'; message: string; body: readonly string[] }

/** A requirement at one endpoint, or one that only the vendor answers. */
export interface Judged {
  verdict: Verdict
  results: readonly CheckResult[]
}

/**
 * What a requirement is as a test case. Red is what the exit code minds: failures at or above its level, vulnerabilities, and
 * faults of ours. All else that did not pass is skipped, since it must not look green.
 */
export function outcomeOf(row: RequirementRow, { verdict, results }: Judged, report: Report): Outcome {
  const reason = results.find((result) => result.verdict === verdict)?.reason ?? row.reason
  const text = reason?.text ?? ''
  if (verdict === 'pass') return { kind: 'pass' }
  if (verdict === 'declared' && row.declared?.answer !== 'no') return { kind: 'pass', out: text }
  if (verdict === 'fail' || verdict === 'declared') {
    const failed = results.filter((result) => result.verdict === 'fail')
    return failure(row, failed, report)
  }
  if (verdict === 'error') {
    const message = `a fault of mailtls itself: ${text}`
    return { kind: 'error', type: reason?.code ?? 'internal', message, body: text.split('\n') }
  }
  return { kind: 'skipped', message: `${verdictWord(verdict)}: ${text}`, body: [] }
}

function failure(row: RequirementRow, failed: readonly CheckResult[], report: Report): Outcome {
  const { level } = report
  const open = failed.filter((result) => !waivedOf(result, report))
  const body = proof(row, failed, report)
  const waived = failed.length === 0 ? row.waived : open.length === 0 && waivedOf(failed[0]!, report)
  if (waived) return { kind: 'skipped', message: waivedText(waived), body }
  const found = open.length === 0 ? row.reason?.text : [...new Set(open.map(({ reason }) => reason?.text))].join('; ')
  const vulnerable = open.some(isVulnerability)
  if (vulnerable || (level === 'may' && open.length > 0) || counts(row, level)) {
    const type = vulnerable ? 'vulnerability' : counts(row, 'may') ? 'violation' : 'note'
    return { kind: 'failure', type, message: found ?? '', body }
  }
  const beside = counts(row, 'may') ? `fails, below --level ${level}` : 'noted beside the judgement'
  return { kind: 'skipped', message: `${beside}: ${found}`, body }
}

/** The clause where no failed check decides it by itself, and what each of them has to show. */
function proof({ id, rfc, section, reason }: RequirementRow, failed: readonly CheckResult[], report: Report): string[] {
  const link = sectionLink(rfc, section)
  if (failed.length === 0) return [link, reason?.text ?? '']
  const itself = failed.some(({ decides }) => decides.includes(id))
  const shown = failed.flatMap((result) => [result.id, ...evidence([result], report, { width: 120, style: plain }), ''])
  return [...(itself ? [] : [link, '']), ...shown].slice(0, -1)
}
