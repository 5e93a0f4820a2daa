import { afterAll, beforeAll, describe, type TestContext, test } from 'vitest'
import type { CheckResult } from '../../harness/check.ts'
import { isVulnerability } from '../../harness/report/compliance.ts'
import { counts, type FailureLevel, isFailure, isOver } from '../../harness/report/exit-code.ts'
import type { Report, Waiver } from '../../harness/report/report.ts'
import { waivedOf } from '../../harness/report/waivers.ts'
import { type Job, jobs } from '../../harness/run.ts'
import { visible } from '../../harness/visible.ts'
import { certify } from '../certify.ts'
import { type Selection, selectChecks } from './certify.ts'
import { failureText } from './failure-text.ts'
import { nameOf, planned, type Testable } from './planned.ts'

/** What the tests make of verdicts. */
export interface ConformanceOptions extends Selection {
  /** failures of weaker clauses are shown as skipped tests; default: `must` */
  level?: FailureLevel
  /** what becomes of a check that could not be decided. Skipped, it is not green, but does not fail. Default: `fail` */
  inconclusive?: 'fail' | 'skip'
  /** failures that are known, each with its reason: they are skipped, and one that is expired or covers nothing fails */
  known?: readonly Waiver[]
  /** ms that one check may take, for clients one launch; default: 10000, since a machine that runs tests is busy */
  timeoutMs?: number
  /** connections open at once; default: 8 */
  concurrency?: number
  /** ms that starting the subject and judging it may take; default: 300000 */
  timeLimitMs?: number
}

/**
 * Makes a Vitest suite of a subject: a test of each check on each endpoint that it is about. They are listed before
 * anything runs; the subject is then started, judged once, as far as tests are selected, and stopped. A test that fails
 * says what was expected, what was found, the dialogue that proves it, and the command that shows it again. Where a
 * clause does not apply, its test is skipped.
 *
 * @param subject what `certify` takes; `{ server }` or `{ client }`, as `startServer` and `startClient` take them; or
 *   `{ name, protocols, start }` for a server of one's own. What is given as started is for its giver to stop
 * @throws MailtlsError `usage` for unknown names, with the nearest
 * @example
 * ```ts
 * import { describeConformance } from 'mailtls/vitest'
 *
 * describeConformance({ server: 'reference' }, { checks: ['rfc3207/server/starttls-works'] })
 * ```
 */
export function describeConformance(subject: Testable, options: ConformanceOptions = {}): void {
  const {
    level = 'must',
    inconclusive = 'fail',
    known,
    timeoutMs = 10_000,
    concurrency,
    timeLimitMs = 300_000,
  } = options
  describe(`Conformance of ${nameOf(subject)}`, async () => {
    const plan = await planned(subject)
    const all = jobs(plan, selectChecks(options))
    let stop: (() => PromiseLike<void>) | undefined
    let report: Report

    // oxlint-disable-next-line no-empty-pattern -- Vitest reads it, and takes nothing else
    beforeAll(async ({}, suite) => {
      const wanted = new Set(
        suite.tasks.filter(({ mode }) => mode === 'run' || mode === 'queued').map(({ name }) => name),
      )
      const selected = all.filter((job) => wanted.has(titleOf(job)))
      const signal = AbortSignal.timeout(timeLimitMs)
      const started = await plan.start(signal)
      stop = async () => await started[Symbol.asyncDispose]?.()
      const checks = [...new Set(selected.map(({ check }) => check))]
      const places = [...new Set(selected.map(({ place }) => place.name))]
      report = await certify(started, { checks, places, timeoutMs, concurrency, level, waivers: known, signal })
    }, timeLimitMs + graceMs)
    afterAll(async () => await stop?.())

    for (const job of all) {
      // oxlint-disable-next-line vitest/expect-expect -- it throws what was found, in the report's words
      test(titleOf(job), ({ skip }) => {
        const result = report.checks.find(({ id, endpoint }) => id === job.check.id && endpoint === job.place.name)
        if (!result) throw new Error(`expected start() to give a URL for ${job.place.name}, found none`)
        hold(result, { report, level, inconclusive, skip })
      })
    }
    // oxlint-disable-next-line vitest/expect-expect -- it throws what was found, in the report's words
    test('Endpoints can be reached and let the account in, and known failures still show', () => {
      const problems = report.problems.map(({ endpoint, reason }) => `${endpoint}: ${reason.text}`)
      const stale = report.waivers.filter(isOver)
      const told = [...problems, ...stale.map(({ requirement, check, text }) => `${requirement ?? check} ${text}`)]
      if (told.length > 0) throw new Error(told.map(visible).join('\n'))
    })
  })
}

/** ms for what is interrupted to end in */
const graceMs = 10_000

function titleOf({ check, place }: Job): string {
  return `${place.name}: ${check.purpose} (${check.id})`
}

interface Holding {
  report: Report
  level: FailureLevel
  inconclusive: 'fail' | 'skip'
  skip: TestContext['skip']
}

/** Ends a test as a verdict says: quietly, skipped with the reason, or by throwing what was found. */
function hold(result: CheckResult, { report, level, inconclusive, skip }: Holding): void {
  const { verdict, reason } = result
  const text = visible(reason?.text ?? '')
  if (verdict === 'pass') return
  if (verdict === 'not-applicable') skip(`not applicable: ${text}`)
  if (verdict === 'inconclusive' && inconclusive === 'skip') skip(`inconclusive: ${text}`)
  if (verdict === 'fail') {
    const waived = waivedOf(result, report)
    if (waived) skip(`known: ${waived.reason}`)
    if (!isMinded(result, report, level)) skip(`fails, and binds less than ${level}: ${text}`)
  }
  throw new Error(failureText(result, `vitest run -t ${result.id}`))
}

/** Whether a failure is one at this level; that of a check which decides no requirement always is. */
function isMinded(result: CheckResult, { requirements }: Report, level: FailureLevel): boolean {
  if (level === 'may' || isVulnerability(result) || result.decides.length === 0) return true
  const broken = requirements.filter(({ byEndpoint }) => byEndpoint.some(({ checks }) => checks.includes(result.key)))
  return broken.some((row) => isFailure(row) && counts(row, level))
}
