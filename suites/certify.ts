import type { Check } from '../harness/check.ts'
import { buildReport } from '../harness/report/build-report.ts'
import type { EndpointFacts } from '../harness/report/claims.ts'
import type { ExitOptions } from '../harness/report/exit-code.ts'
import type { Report, Waiver } from '../harness/report/report.ts'
import { redactedIn } from '../harness/redaction/redacted-in.ts'
import { Redactor } from '../harness/redaction/redactor.ts'
import { run, type RunOptions } from '../harness/run.ts'
import type { Subject } from '../harness/subject.ts'
import { allChecks } from './checks.ts'
import { ledger } from './ledger.ts'
import { packageVersion } from './package-version.ts'

export interface CertifyOptions extends RunOptions, ExitOptions {
  /** Default: all */
  checks?: readonly Check[]
  /** failures that are known: they are told, and no longer count for the exit code */
  waivers?: readonly Waiver[]
  /** tells this run from others of the same on the same subject, where `shard` names a part of it */
  runId?: string
}

/**
 * Runs the checks on a running subject and puts the report together: a verdict for each requirement of the ledger. The
 * subject is left running. An aborted `signal` gives the report of what was decided until then.
 */
export async function certify(subject: Subject, options: CertifyOptions = {}): Promise<Report> {
  const { checks = allChecks, level, allowUndecided, waivers, runId, ...runOptions } = options
  const startedAt = new Date()
  const start = performance.now()
  const seen = await seenOf(subject, runOptions)
  const outcome = await run(subject, checks, runOptions)
  const durationMs = performance.now() - start
  const exit = { level, allowUndecided }
  const frame = { ledger, version: packageVersion(), startedAt, durationMs, exit, waivers }
  return buildReport({ ...frame, subject, outcome, runId, seen })
}

/** Looks at the endpoints that something is claimed of, before checks may turn them against us. */
async function seenOf(
  subject: Subject,
  { timeoutMs = 5000, signal }: RunOptions,
): Promise<Record<string, EndpointFacts>> {
  const seen: Record<string, EndpointFacts> = {}
  const redact = Redactor.of(subject.account?.password)
  for (const endpoint of subject.endpoints) {
    const claims = subject.claims?.endpoints?.[endpoint.name]
    if (!claims) continue
    const { lookAround } = await import('./claims/look-around.ts')
    const sight = await lookAround(subject, endpoint, { claimed: claims.tls, timeoutMs, signal })
    seen[endpoint.name] = redactedIn<EndpointFacts>(sight, redact)
  }
  return seen
}
