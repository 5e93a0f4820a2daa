import type { Invocation, Notification } from 'sarif'
import { isOver } from '../../../harness/report/exit-code.ts'
import type { Report, RequirementRow } from '../../../harness/report/report.ts'
import { problemLines } from '../../terminal/report.ts'
import { wasTried } from '../../terminal/requirement-table.ts'
import { waiverLine } from '../../terminal/waivers.ts'
import { weightOf } from '../broken.ts'
import { said } from './text.ts'

/** The run itself, with all that is no result: faults of ours, endpoints that cannot be judged, and what is undecided. */
export function invocation(report: Report): Invocation {
  const { startedAt, durationMs, exitCode, checks, problems } = report
  const interrupted = checks.some(({ reason }) => reason?.code === 'interrupted')
  const faults = checks.filter(({ verdict }) => verdict === 'error')
  return {
    executionSuccessful: faults.length === 0 && problems.length === 0 && !interrupted,
    exitCode,
    startTimeUtc: startedAt,
    endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
    toolExecutionNotifications: [
      ...problemLines(report).map((text) => notification('error', text)),
      ...faults.map(({ key, reason }) => notification('error', `a fault of mailtls itself in ${key}: ${reason?.text}`)),
    ],
    toolConfigurationNotifications: [...report.waivers.filter(isOver).map(ofWaiver), ...undecided(report)],
  }
}

function ofWaiver(waiver: Report['waivers'][number]): Notification {
  return notification('error', waiverLine(waiver))
}

function undecided({ requirements }: Report): Notification[] {
  return requirements.flatMap((row, index) => {
    if (row.verdict !== 'inconclusive' || !wasTried(row)) return []
    const level = weightOf(row) === 'note' ? 'note' : 'warning'
    const where = placesOf(row)
    const text = `undecided${where && ` on ${where}`}: ${row.reason?.text}`
    return [{ ...notification(level, text), associatedRule: { id: row.id, index } }]
  })
}

function placesOf({ byEndpoint }: RequirementRow): string {
  const open = byEndpoint.filter(({ verdict }) => verdict === 'inconclusive')
  return [...new Set(open.map(({ endpoint }) => endpoint))].join(', ')
}

function notification(level: Notification.level, text: string): Notification {
  return { level, message: { text: said(text) } }
}
