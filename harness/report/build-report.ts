import type { CheckResult } from '../check.ts'
import { type Requirement, strength } from '../requirement.ts'
import type { RunOutcome } from '../run.ts'
import type { Claims, Subject } from '../subject.ts'
import { type Verdict, verdicts } from '../verdict.ts'
import { type EndpointFacts, findingsOf, judgeAnswers, judgeEndpoints } from './claims.ts'
import { complianceByRfc, complianceOf, isVulnerability } from './compliance.ts'
import type { ExitOptions } from './exit-code.ts'
import type { Compliance, Finding, JudgedClaim, Report, Waiver } from './report.ts'
import { judgeRequirements, playedBy, type RunFacts, unrunOf } from './requirements.ts'
import { type ShardFacts, shardFacts } from './shard-facts.ts'
import { subjectTold } from './subject-told.ts'
import { applyWaivers } from './waivers.ts'

/** The revision of the requirements: it changes when an entry is added or read differently. */
export const requirementSet = '2026-11'

/** When a run took place, and by whom and what it is judged. */
interface Frame {
  ledger: readonly Requirement[]
  version: string
  startedAt: Date
  durationMs: number
  exit?: ExitOptions
  /** failures that are known */
  waivers?: readonly Waiver[]
}

export interface ReportParts extends Frame {
  subject: Subject
  outcome: RunOutcome
  /** tells this run from others of the same, where it is one of several shards */
  runId?: string
  /** what was seen of the endpoints that something is claimed of, by name */
  seen?: Readonly<Record<string, EndpointFacts>>
}

/** Puts a report together from what a run found. */
export function buildReport({ subject, outcome, runId, seen = {}, ...frame }: ReportParts): Report {
  const { declared = {} } = subject
  const claimed = { endpoints: judgeEndpoints(subject, seen), requirements: subject.claims?.requirements }
  const told = subjectTold(subject, outcome.capabilities)
  const run = { ...frame, ...outcome, subject: told, played: playedBy(subject), declared, claimed }
  if (!outcome.shard) return judgeRun({ ...run, shard: undefined })
  const shard = { ...outcome.shard, runId, selected: outcome.checks.map(({ id }) => id), declared }
  const singleCommand = run.played.some((each) => each.singleCommand)
  const answers = claimed.requirements
  const facts = shardFacts(
    { ...shard, ...(singleCommand && { singleCommand }), ...(answers && { claimed: answers }) },
    frame.version,
    told,
  )
  const reason = { code: 'other-shard', text: `other shards of ${outcome.shard.total} hold checks of it` }
  return judgeRun({ ...run, shard: facts, unrun: unrunOf(outcome.shard.jobs, outcome.results, reason) })
}

/** All that a report is made of, be it found by one run or by its shards. */
export interface JudgedRun extends Frame, RunFacts, Pick<RunOutcome, 'problems' | 'certificates'> {
  subject: Report['subject']
  /** a part of a run cannot tell that the whole complies */
  shard?: ShardFacts
  /** what is claimed, of endpoints judged already */
  claimed?: { endpoints?: readonly JudgedClaim[]; requirements?: Claims['requirements'] }
}

/** Judges what was found, and puts it into a report. */
export function judgeRun({
  ledger,
  version,
  startedAt,
  durationMs,
  exit,
  waivers = [],
  shard,
  ...run
}: JudgedRun): Report {
  const checks = [...run.results]
  const requirements = judgeRequirements(ledger, run)
  const { endpoints: ofEndpoints = [], requirements: answers } = run.claimed ?? {}
  const claims = [...ofEndpoints, ...judgeAnswers(requirements, answers, run.declared)]
  const isPart = shard !== undefined || (run.unrun ?? []).length > 0
  const asFarAsKnown = (compliance: Compliance) => (isPart && compliance !== 'not compliant' ? 'undecided' : compliance)
  const byRfc = Object.entries(complianceByRfc(requirements, checks))
  const report = {
    schema: 'mailtls/report/1',
    tool: { name: 'mailtls', version },
    requirementSet,
    subject: run.subject,
    ...(shard && { shard }),
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    level: exit?.level ?? 'must',
    compliance: asFarAsKnown(complianceOf(requirements, checks)),
    byRfc: Object.fromEntries(byRfc.map(([rfc, compliance]) => [rfc, asFarAsKnown(compliance)])),
    summary: { requirements: count(requirements), checks: count(checks) },
    requirements,
    findings: [
      ...checks.filter(({ verdict }) => verdict === 'fail').map((result) => findingOf(result, ledger)),
      ...findingsOf(claims),
    ],
    ...(claims.length > 0 && { claims }),
    problems: distinct(run.problems),
    waivers: [],
    checks,
    certificates: run.certificates,
  } satisfies Omit<Report, 'exitCode'>
  return applyWaivers(report, waivers, { ledger, ...exit })
}

/** Several listeners of an endpoint may have the same problem. */
function distinct(problems: Report['problems']): Report['problems'] {
  return [...new Map(problems.map((each) => [JSON.stringify(each), each])).values()]
}

function count(rows: readonly { verdict: Verdict }[]): Partial<Record<Verdict, number>> {
  const counted = verdicts.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length] as const)
  return Object.fromEntries(counted.filter(([, number]) => number > 0))
}

function findingOf(result: CheckResult, ledger: readonly Requirement[]): Finding {
  const broken = ledger.filter(({ id }) => result.decides.includes(id))
  const binds = broken.some((each) => each.class === 'clause' && ['must', 'should'].includes(strength(each.level)))
  return {
    severity: isVulnerability(result) ? 'vulnerability' : binds ? 'violation' : 'note',
    check: result.id,
    endpoint: result.endpoint,
    text: result.reason?.text ?? '',
    ...(broken[0] && { requirement: broken[0].id }),
  }
}
