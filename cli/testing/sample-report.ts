import type { CheckResult } from '../../harness/check.ts'
import { buildReport, type ReportParts } from '../../harness/report/build-report.ts'
import type { CertificateFacts } from '../../harness/report/certificate.ts'
import type { FailureLevel } from '../../harness/report/exit-code.ts'
import type { Report, Waiver } from '../../harness/report/report.ts'
import type { Verdict } from '../../harness/verdict.ts'
import { ledger } from '../../suites/ledger.ts'

const smtp = 'smtp://mail.example.org:25'

const usual: ReportParts['subject'] = {
  name: 'mail.example.org',
  version: '2.4',
  endpoints: [
    { name: smtp, protocol: 'smtp', listeners: { default: { host: 'mail.example.org', port: 25 } } },
    { name: 'imaps://mail.example.org:993', protocol: 'imaps', listeners: {} },
  ],
  allow: [],
  arguments: 'smtp://mail.example.org',
}

/** A result of a check of an SMTP server, or of another endpoint, by hand. */
export function sampleResult(
  id: string,
  decides: string[],
  verdict: Verdict,
  more: Partial<CheckResult> = {},
): CheckResult {
  const { endpoint = smtp } = more
  return {
    key: `${id}@${endpoint}#default`,
    id,
    kind: 'decides',
    decides,
    purpose: 'what holds when it passes',
    role: 'smtp-server',
    endpoint,
    setUp: 'default',
    verdict,
    durationMs: 12.5,
    dialogue: [],
    times: [],
    tls: [],
    replay: `mailtls certify ${endpoint.replace(/:\d+$/, '')} --check ${id}`,
    ...more,
  }
}

export interface SampleOptions {
  subject?: Partial<ReportParts['subject']>
  certificates?: Record<string, CertificateFacts>
  level?: FailureLevel
  waivers?: readonly Waiver[]
  problems?: Report['problems']
}

/** The report of a run that had these results. */
export function sampleReport(results: readonly CheckResult[], options: SampleOptions = {}): Report {
  const { subject, certificates = {}, level, waivers, problems = [] } = options
  const outcome = { checks: [], results: [...results], problems, capabilities: {}, certificates }
  const when = { startedAt: new Date('2026-11-22T06:00:00Z'), durationMs: 1234 }
  const judged = { subject: { ...usual, ...subject }, ledger, version: '1.0.0', exit: { level }, waivers }
  return buildReport({ ...judged, ...when, outcome })
}
