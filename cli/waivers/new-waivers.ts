import { claimFinding, claimIn } from '../../harness/report/claims.ts'
import { counts, isFailure } from '../../harness/report/exit-code.ts'
import type { Finding, Report, Waiver } from '../../harness/report/report.ts'
import { todo } from '../../harness/report/waivers.ts'
import { visible } from '../../harness/visible.ts'
import { shorten } from '../../harness/shorten.ts'

/**
 * A waiver for each failure of a report that counts for its exit code and is not waived, for one subject or for any. Their
 * reasons are still to be given.
 */
export function newWaivers(report: Report, subject?: string): Waiver[] {
  const broken = report.requirements.filter((row) => isFailure(row) && counts(row, report.level))
  const keys = new Set(broken.flatMap(({ byEndpoint }) => byEndpoint.flatMap(({ checks }) => checks)))
  const breaking = report.checks.filter(({ key, verdict }) => verdict === 'fail' && keys.has(key))
  const isCounted = ({ severity, check, endpoint }: Finding) =>
    severity === 'vulnerability' ||
    report.level === 'may' ||
    check === claimFinding ||
    breaking.some((result) => result.id === check && result.endpoint === endpoint)
  const found = report.findings.filter((finding) => !finding.waived && isCounted(finding))
  const declared = broken.filter((row) => row.declared && !row.waived)
  const own = subject === undefined ? {} : { subject }
  return [
    ...found.map(({ check, endpoint, text }) => ({
      check,
      ...own,
      ...(endpoint !== '' && { endpoint: lastingName(endpoint, report) }),
      // one claim says nothing of others
      ...(check === claimFinding && { signature: claimIn(text) }),
      reason: reasonFor(text),
    })),
    ...declared.map(({ id, reason }) => ({ requirement: id, ...own, reason: reasonFor(reason?.text ?? '') })),
  ]
}

function reasonFor(text: string): string {
  return `${todo}: say why this is accepted: ${shorten(visible(text), 200)}`
}

/** The protocol of an endpoint that has a URL, where it is the only one: its port may be another in the next run. */
function lastingName(name: string, { subject: { endpoints } }: Report): string {
  const [protocol] = name.split('://') as [string]
  return endpoints.filter((endpoint) => endpoint.name.startsWith(`${protocol}://`)).length === 1 ? protocol : name
}
