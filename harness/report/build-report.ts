import type { CheckResult } from '../check.ts'
import { type Requirement, strength } from '../requirement.ts'
import type { RunOutcome } from '../run.ts'
import { clientPlaces } from '../place.ts'
import { protocols, type Subject, urlOf } from '../subject.ts'
import { type Verdict, verdicts } from '../verdict.ts'
import { complianceByRfc, complianceOf, isVulnerability } from './compliance.ts'
import { type ExitOptions, exitCodeOf } from './exit-code.ts'
import type { Finding, Report } from './report.ts'
import { judgeRequirements } from './requirements.ts'

/** The revision of the requirements: it changes when an entry is added or read differently. */
export const requirementSet = '2026-11'

export interface ReportParts {
  subject: Subject
  ledger: readonly Requirement[]
  outcome: RunOutcome
  version: string
  startedAt: Date
  durationMs: number
  exit?: ExitOptions
}

/** Puts a report together from what a run found. */
export function buildReport({ subject, ledger, outcome, version, startedAt, durationMs, exit }: ReportParts): Report {
  const checks = outcome.results
  const requirements = judgeRequirements(ledger, outcome, subject)
  const { name, digest } = subject
  const report = {
    schema: 'mailtls/report/1',
    tool: { name: 'mailtls', version },
    requirementSet,
    subject: {
      name,
      ...(subject.version && { version: subject.version }),
      ...(digest && { digest }),
      endpoints: [
        ...subject.endpoints.map((endpoint) => ({
          name: endpoint.name,
          role: protocols[endpoint.protocol].role,
          setUps: Object.fromEntries(
            Object.entries(endpoint.listeners).map(([setUp, listener]) => [setUp, urlOf(endpoint.protocol, listener)]),
          ),
        })),
        // where its results are, too
        ...(subject.operator ? [{ name: subject.operator.name, role: 'operator' as const, setUps: {} }] : []),
        ...(subject.clients ?? []).flatMap(clientPlaces).map(({ name, role }) => ({ name, role, setUps: {} })),
      ],
      capabilities: [...new Set(Object.values(outcome.capabilities).flat())],
    },
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(durationMs),
    compliance: complianceOf(requirements, checks),
    byRfc: complianceByRfc(requirements, checks),
    summary: { requirements: count(requirements), checks: count(checks) },
    requirements,
    findings: checks.filter(({ verdict }) => verdict === 'fail').map((result) => findingOf(result, ledger)),
    problems: outcome.problems,
    checks,
    certificates: outcome.certificates,
  } satisfies Omit<Report, 'exitCode'>
  return { ...report, exitCode: exitCodeOf(report, exit) }
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
