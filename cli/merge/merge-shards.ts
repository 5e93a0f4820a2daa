import { isClientRole } from '../../harness/place.ts'
import { judgeRun } from '../../harness/report/build-report.ts'
import type { ExitOptions } from '../../harness/report/exit-code.ts'
import type { JudgedClaim, Report, Waiver } from '../../harness/report/report.ts'
import { unrunOf } from '../../harness/report/requirements.ts'
import type { ShardFacts } from '../../harness/report/shard-facts.ts'
import { clientProblems } from '../../harness/run.ts'
import { type Reason, worst } from '../../harness/verdict.ts'
import { allChecks } from '../../suites/checks.ts'
import { ledger } from '../../suites/ledger.ts'

type ShardReport = Report & { shard: ShardFacts }
type Many<T> = [T, ...T[]]

/**
 * Judges the results of all shards of one run as if one process had run them. Where a shard is missing, what it would
 * have decided stays open, and that is a problem of the report.
 */
export function mergeShards(reports: readonly ShardReport[], exit: ExitOptions = {}): Report {
  const [{ shard, subject, tool }] = reports as Many<ShardReport>
  const results = inOrder(shard, reports)
  const missing = missingFrom(reports)
  const ofClients = subject.endpoints.filter(({ role }) => isClientRole(role))
  const placeOf = ({ endpoint }: { endpoint: string }) => subject.endpoints.findIndex(({ name }) => name === endpoint)
  const problems = reports.flatMap((report) => report.problems).toSorted((a, b) => placeOf(a) - placeOf(b))
  const starts = reports.map(({ startedAt }) => Date.parse(startedAt))
  const ends = reports.map(({ durationMs }, i) => starts[i]! + durationMs)
  return judgeRun({
    ledger,
    version: tool.version,
    startedAt: new Date(Math.min(...starts)),
    durationMs: Math.max(...ends) - Math.min(...starts),
    exit,
    subject: subjectOf(reports),
    played: subject.endpoints.map(({ name, role }) => ({
      endpoint: name,
      role,
      ...(shard.singleCommand && { singleCommand: true }),
    })),
    declared: shard.declared,
    checks: allChecks.filter(({ id }) => shard.selected.includes(id)),
    results,
    unrun: missing.length > 0 ? unrunOf(shard.jobs, results, reasonFor(missing, shard.total)) : [],
    problems: [
      ...missing.map((name) => missingProblem(name, shard.total)),
      ...problems,
      // they need all results
      ...(missing.length > 0 ? [] : clientProblems(ofClients, results)),
    ],
    certificates: Object.assign({}, ...reports.map(({ certificates }) => certificates)),
    waivers: waiversOf(reports),
    claimed: { endpoints: claimsOf(reports), requirements: shard.claimed },
  })
}

/** The numbers of the shards that are not there. */
function missingFrom(reports: readonly ShardReport[]): number[] {
  const { total } = reports[0]!.shard
  const here = new Set(reports.map(({ shard }) => shard.index))
  return Array.from({ length: total }, (_, i) => i + 1).filter((index) => !here.has(index))
}

function inOrder({ jobs }: ShardFacts, reports: readonly ShardReport[]): Report['checks'] {
  const results = new Map(reports.flatMap(({ checks }) => checks).map((result) => [result.key, result]))
  return jobs.flatMap(({ key }) => results.get(key) ?? [])
}

function reasonFor(missing: readonly number[], total: number): Reason {
  const names = missing.map((index) => `${index}/${total}`).join(', ')
  return { code: 'shard-missing', text: `checks of it are in a shard that is missing (${names})` }
}

function missingProblem(index: number, total: number): Report['problems'][number] {
  const endpoint = `shard ${index}/${total}`
  return { endpoint, reason: { code: 'shard-missing', text: `${endpoint} is missing: run it, and merge all again` } }
}

/** An image that each shard has built for itself may differ in its digest. */
function subjectOf(reports: readonly ShardReport[]): Report['subject'] {
  const [{ digest, ...first }, ...others] = reports.map(({ subject }) => subject) as Many<Report['subject']>
  const same = digest !== undefined && others.every((other) => other.digest === digest)
  const capabilities = [...new Set([first, ...others].flatMap((subject) => subject.capabilities))]
  return { ...first, ...(same && { digest }), capabilities }
}

/** As they were written: what became of them in a shard says nothing of the whole. */
function waiversOf(reports: readonly ShardReport[]): Waiver[] {
  const written = reports.flatMap(({ waivers }) => waivers.map(({ state: _state, text: _text, ...waiver }) => waiver))
  return [...new Map(written.map((waiver) => [JSON.stringify(waiver), waiver])).values()]
}

/** What was claimed of endpoints, which every shard looks at: the worst that one of them saw. */
function claimsOf(reports: readonly ShardReport[]): JudgedClaim[] {
  const [first = [], ...others] = reports.map(({ claims = [] }) => claims.filter(({ requirement }) => !requirement))
  return first.map((claim, i) => {
    const all = [claim, ...others.flatMap((claims) => claims[i] ?? [])]
    const verdict = worst(all.map((each) => each.verdict))
    return all.find((each) => each.verdict === verdict)!
  })
}
