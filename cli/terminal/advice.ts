import type { CheckResult } from '../../harness/check.ts'
import { judged } from '../../harness/report/compliance.ts'
import type { Report } from '../../harness/report/report.ts'
import { strength } from '../../harness/requirement.ts'
import type { Look } from './look.ts'
import { count, labelled } from './text.ts'

/** The same as `adviceOf`, as lines for a terminal. */
export function advice(report: Report, look: Look): string[] {
  const lines = adviceOf(report)
  if (lines.length === 0) return []
  const labelWidth = Math.max(...lines.map(({ label }) => label.length)) + 4
  return [
    look.style(['bold', 'yellow'], 'To decide what is open'),
    ...lines.flatMap(({ label, text }) => labelled(`  ${label}`, text, look.width, labelWidth)),
    '',
  ]
}

/** What to provide so that the rest can be decided, and for how many checks; the most wanted first. */
export function adviceOf(report: Report): { label: string; text: string }[] {
  const open = report.checks.filter(({ verdict }) => verdict === 'inconclusive')
  const groups = [...Map.groupBy(open, ({ reason }) => groupOf(reason)).values()].toSorted(
    (a, b) => b.length - a.length,
  )
  const lines = groups.map((group) => ({ label: count(group.length, 'check'), text: adviceOn(group) }))
  const undeclared = judged(report.requirements).filter(
    ({ level, reason }) => reason?.code === 'not-declared' && ['must', 'should'].includes(strength(level)),
  )
  if (undeclared.length > 0) {
    const ids = undeclared.map(({ id }) => id).join(', ')
    lines.push({
      label: count(undeclared.length, 'clause'),
      text: `answer under declared in mailtls.yaml, with a source: ${ids}`,
    })
  }
  return lines
}

function groupOf(reason: CheckResult['reason']): string {
  if (!reason) return ''
  return Object.hasOwn(general, reason.code) ? reason.code : `${reason.code}: ${reason.text}`
}

/** Advice on all checks that are open for a reason, where it is more than the reason itself says. */
const general: Record<string, (group: readonly CheckResult[]) => string> = {
  'not-allowed': (group) => {
    const options = group.flatMap(({ reason }) => reason?.text.match(/--allow [a-z-]+/g) ?? [])
    return `${[...new Set(options)].join(' ')}, on a server that you may do this to (--dry-run tells what is sent)`
  },
  'set-up-missing': (group) => {
    const missing = [...new Set(group.map(({ setUp }) => setUp))]
    return `the server was not named in these set-ups (setUps in mailtls.yaml): ${missing.join(', ')}`
  },
  interrupted: () => 'let the run come to its end',
}

function adviceOn(group: readonly CheckResult[]): string {
  const { reason } = group[0]!
  if (!reason) return ''
  return general[reason.code]?.(group) ?? reason.text
}
