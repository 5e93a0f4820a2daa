import type { CheckResult } from '../../harness/check.ts'
import { buildReport, type ReportParts } from '../../harness/report/build-report.ts'
import type { CertificateFacts } from '../../harness/report/certificate.ts'
import type { Report } from '../../harness/report/report.ts'
import type { Verdict } from '../../harness/verdict.ts'
import { ledger } from '../../suites/ledger.ts'

const endpoint = 'smtp://mail.example.org:25'

const subject: ReportParts['subject'] = {
  name: 'mail.example.org',
  version: '2.4',
  endpoints: [
    { name: endpoint, protocol: 'smtp', listeners: { default: { host: 'mail.example.org', port: 25 } } },
    { name: 'imaps://mail.example.org:993', protocol: 'imaps', listeners: {} },
  ],
  allow: [],
  arguments: 'smtp://mail.example.org',
}

/** A result of a check of an SMTP server, by hand. */
export function sampleResult(
  id: string,
  decides: string[],
  verdict: Verdict,
  more: Partial<CheckResult> = {},
): CheckResult {
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
    replay: `mailtls certify smtp://mail.example.org --check ${id}`,
    ...more,
  }
}

/** The report of a run that had these results. */
export function sampleReport(results: CheckResult[], certificates: Record<string, CertificateFacts> = {}): Report {
  const outcome = { checks: [], results, problems: [], capabilities: {}, certificates }
  return buildReport({ subject, ledger, outcome, version: '1.0.0', startedAt: new Date(0), durationMs: 1234 })
}
