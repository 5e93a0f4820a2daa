import { existsSync, readFileSync } from 'node:fs'
import type { CheckResult } from '../harness/check.ts'
import type { Report } from '../harness/report/report.ts'
import { isClientRole } from '../harness/place.ts'
import { type Verdict, worst } from '../harness/verdict.ts'

/** What is known of a real server or client: every verdict that is not `pass`, judged by hand against the dialogue. */
export interface Expected {
  /** of the software, as its package says */
  version: string
  verdicts: ExpectedVerdict[]
}

export interface ExpectedVerdict {
  requirement: string
  setUp: string
  endpoint: string
  verdict: Verdict
  reason: string
  /** the line of the dialogue that shows it, for failures; "…" at its end stands for what differs from run to run */
  line?: string
}

/** Reads an expected.json; undefined where there is none. */
export function readExpected(file: string): Expected | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Expected) : undefined
}

/** What a report would have expected.json say: a draft, for a person to judge. */
export function draftExpected({ subject, checks }: Report): Expected {
  const groups = Map.groupBy(
    checks.flatMap((check) => check.decides.map((requirement) => ({ requirement, check }))),
    ({ requirement, check }) => `${requirement} ${check.setUp} ${check.endpoint}`,
  )
  const verdicts = [...groups.values()].flatMap((group) => {
    const verdict = worst(group.map(({ check }) => check.verdict))
    const found = group.find(({ check }) => check.verdict === verdict)
    return found && verdict !== 'pass' ? [expectedVerdict(found.requirement, found.check)] : []
  })
  return { version: subject.version ?? '', verdicts }
}

function expectedVerdict(
  requirement: string,
  { role, setUp, endpoint, verdict, reason, dialogue }: CheckResult,
): ExpectedVerdict {
  const side = isClientRole(role) ? 'C: ' : 'S: '
  const line = verdict === 'fail' ? dialogue.findLast((each) => each.startsWith(side)) : undefined
  return { requirement, setUp, endpoint, verdict, reason: reason?.text ?? '', ...(line && { line }) }
}

/** How a report differs from what is expected, as sentences; none when it is as it was. */
export function drift(expected: Expected, report: Report): string[] {
  const seen = draftExpected(report).verdicts
  const missing = expected.verdicts.filter((each) => !seen.some((other) => same(each, other)))
  const unknown = seen.filter((each) => !expected.verdicts.some((other) => same(each, other)))
  const lines = expected.verdicts.filter(
    ({ line }) => line && !report.checks.some(({ dialogue }) => dialogue.some((each) => fits(each, line))),
  )
  return [
    ...missing.map((each) => `expected ${describe(each)}, found another verdict`),
    ...unknown.map((each) => `found ${describe(each)}, which expected.json does not have: ${each.reason}`),
    ...lines.map((each) => `expected the line "${each.line}" for ${describe(each)}, found it in no dialogue`),
  ]
}

function fits(line: string, expected: string): boolean {
  return expected.endsWith('…') ? line.startsWith(expected.slice(0, -1)) : line === expected
}

function same(a: ExpectedVerdict, b: ExpectedVerdict): boolean {
  return describe(a) === describe(b)
}

function describe({ requirement, setUp, endpoint, verdict }: ExpectedVerdict): string {
  return `${verdict} of ${requirement} on ${endpoint}#${setUp}`
}
