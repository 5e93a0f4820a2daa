import { expect } from 'vitest'
import type { CheckResult } from '../../harness/check.ts'
import type { Report, RequirementRow } from '../../harness/report/report.ts'
import { judged } from '../../harness/report/compliance.ts'
import { strength } from '../../harness/requirement.ts'
import { oneOf, usage } from '../../harness/usage.ts'
import { type Verdict, verdicts } from '../../harness/verdict.ts'
import { visible } from '../../harness/visible.ts'
import { failureText } from './failure-text.ts'

/** How much a report has to hold. */
export interface ComplianceOptions {
  /** `must`: every MUST passes (RFC 1122, section 1.3.2); `should`: every SHOULD, too. Default: `must` */
  level?: 'must' | 'should'
}

// the type parameters are vitest's own
declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** A report says that its subject complies. What is undecided does not comply; waivers do not help. */
    toBeCompliant: (options?: ComplianceOptions) => R
    /** In a report, the requirement or the check with this id passes, wherever it was tried. */
    toPass: (id: string) => R
    /** A result of a check, or the row of a requirement, has this verdict. */
    toHaveVerdict: (verdict: Verdict) => R
  }
}

interface Matched {
  pass: boolean
  message: () => string
}

/** Adds the matchers to Vitest's `expect`. */
export function addMatchers(): void {
  expect.extend({ toBeCompliant, toPass, toHaveVerdict })
}

function toBeCompliant(report: Report, { level = 'must' }: ComplianceOptions = {}): Matched {
  demandReport(report)
  oneOf('a level', level, ['must', 'should'])
  const { compliance, subject } = report
  const pass =
    compliance === 'unconditionally compliant' || (level === 'must' && compliance === 'conditionally compliant')
  return {
    pass,
    message: () => {
      if (pass) return `expected ${subject.name} not to be compliant, but it is ${compliance}`
      const open = judged(report.requirements).filter((row) => !holds(row) && isCounted(row, level))
      const failed = report.checks.filter(({ verdict }) => verdict === 'fail')
      const found = failed.slice(0, shownWhole).map((result) => failureText(result))
      const others = failed.slice(shownWhole).map(({ id, endpoint }) => visible(`  ${id} on ${endpoint}`))
      const rows = open.map(({ id, verdict, reason }) => visible(`  ${id} ${verdict}: ${reason?.text ?? ''}`))
      return [
        `expected ${subject.name} to be compliant, but it is ${compliance}`,
        ...rows,
        '',
        found.join('\n\n'),
        ...(others.length > 0 ? ['', 'These fail, too; toPass(id) shows each:', ...others] : []),
      ].join('\n')
    },
  }
}

/** Of how many failures the dialogue is shown, so that a message can be read. */
const shownWhole = 3

function isCounted({ level }: RequirementRow, least: 'must' | 'should'): boolean {
  return strength(level) === 'must' || (least === 'should' && strength(level) === 'should')
}

function holds({ verdict, declared }: RequirementRow): boolean {
  return verdict === 'pass' || verdict === 'not-applicable' || declared?.answer === 'yes'
}

function toPass(report: Report, id: string): Matched {
  demandReport(report)
  if (typeof id !== 'string') throw usage(`expected the id of a requirement or a check, found ${String(id)}`)
  const row = report.requirements.find((each) => each.id === id)
  const keys = row?.byEndpoint.flatMap(({ checks }) => checks)
  const results = report.checks.filter((result) => (keys ? keys.includes(result.key) : result.id === id))
  if (!row && results.length === 0) {
    const known = [...report.requirements.map((each) => each.id), ...report.checks.map((each) => each.id)]
    oneOf('a requirement, or a check that was run', id, known)
  }
  const others = results.filter(({ verdict }) => verdict !== 'pass')
  const pass = row ? row.verdict === 'pass' || row.declared?.answer === 'yes' : others.length === 0
  const found =
    row && others.length === 0
      ? `${row.verdict}: ${row.reason?.text ?? ''}`
      : others.map((result) => failureText(result)).join('\n\n')
  return { pass, message: () => `expected ${id} ${pass ? 'not ' : ''}to pass\n${pass ? '' : found}`.trimEnd() }
}

function toHaveVerdict(result: CheckResult | RequirementRow, verdict: Verdict): Matched {
  if (!hasAll(result, ['id', 'verdict'])) {
    throw usage(`expected one of a report’s checks or requirements, found ${kindOf(result)}`)
  }
  oneOf('a verdict', verdict, verdicts)
  const pass = result.verdict === verdict
  const found = 'replay' in result ? failureText(result) : visible(`${result.verdict}: ${result.reason?.text ?? ''}`)
  return { pass, message: () => `expected ${result.id} ${pass ? 'not ' : ''}to have the verdict ${verdict}\n${found}` }
}

/** What is compared comes out of a test, where types may be wrong. */
function demandReport(found: unknown): void {
  if (hasAll(found, ['compliance', 'requirements', 'checks'])) return
  throw usage(`expected a report, which certify() resolves to, found ${kindOf(found)}`)
}

function hasAll(found: unknown, keys: readonly string[]): boolean {
  return typeof found === 'object' && found !== null && keys.every((key) => key in found)
}

function kindOf(found: unknown): string {
  if (found instanceof Promise) return 'a promise: await it'
  if (hasAll(found, ['compliance'])) return 'a whole report'
  return typeof found === 'object' && found !== null ? 'another object' : String(found)
}
