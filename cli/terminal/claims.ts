import { claimFinding } from '../../harness/report/claims.ts'
import type { Report } from '../../harness/report/report.ts'
import type { Look } from './look.ts'
import { mark } from './marks.ts'
import { labelled } from './text.ts'

/** What was claimed and is contradicted, or could not be seen. */
export function claimLines({ claims = [], findings }: Report, { width, style }: Look): string[] {
  const open = claims.filter(({ verdict }) => verdict !== 'pass')
  if (open.length === 0) return []
  return [
    style('bold', 'Claims that the wire contradicts, or does not show'),
    ...open.flatMap(({ endpoint, verdict, text }) => {
      const waived = findings.find((finding) => finding.check === claimFinding && finding.text === text)?.waived
      const told = `${endpoint ? `${endpoint}: ` : ''}${text}${waived ? ` (waived: ${waived.reason})` : ''}`
      const [first = '', ...rest] = labelled('    ', told, width, 4)
      return [`  ${mark(verdict, style)} ${first.slice(4)}`, ...rest]
    }),
    '',
  ]
}

/** "3 hold, 1 contradicted"; empty where nothing was claimed. */
export function claimTotals({ claims = [] }: Report): string {
  const told = Object.entries(names).map(
    ([verdict, name]) => [claims.filter((each) => each.verdict === verdict).length, name] as const,
  )
  return told.flatMap(([number, name]) => (number > 0 ? [`${number} ${name}`] : [])).join(', ')
}

const names = { pass: 'hold', fail: 'contradicted', inconclusive: 'not seen' } as const
