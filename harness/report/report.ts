import type { CheckResult } from '../check.ts'
import type { Disposition, Level } from '../requirement.ts'
import type { Declaration, Role } from '../subject.ts'
import type { Reason, Verdict } from '../verdict.ts'
import type { CertificateFacts } from './certificate.ts'
import type { FailureLevel } from './exit-code.ts'
import type { ShardFacts } from './shard-facts.ts'

/** RFC 1122, section 1.3.2, and a fourth for what could not be decided. */
export type Compliance = 'unconditionally compliant' | 'conditionally compliant' | 'not compliant' | 'undecided'

/** What came of one requirement, over all checks, set-ups and endpoints. */
export interface RequirementRow {
  id: string
  rfc: number
  section: string
  level: Level
  class: 'clause' | 'lowercase' | 'imported'
  roles: readonly Role[]
  summary: string
  disposition: Disposition['kind']
  verdict: Verdict
  reason?: Reason
  declared?: Declaration
  byEndpoint: { endpoint: string; role: Role; verdict: Verdict; checks: string[] }[]
  /** where waivers cover all that fails here */
  waived?: Waived
}

/** Who has said that a failure is known, why, and until when (YYYY-MM-DD). */
export interface Waived {
  reason: string
  owner?: string
  expires?: string
}

/** A failure that is known, as it is written down: what fails, a requirement or a check, and who answers for it. */
export interface Waiver extends Waived {
  requirement?: string
  check?: string
  /** the subject's name, or its name and version */
  subject?: string
  endpoint?: string
  /** text that the failure or its dialogue must still show */
  signature?: string
  /** where it is written, as file:line */
  at?: string
}

/**
 * What a run made of a waiver: it covers a failure; its day is over; what it names no longer fails so; or what it names
 * was not decided here.
 */
export type WaiverState = 'applied' | 'expired' | 'stale' | 'undecided'

/** A waiver for this subject, and unless it just applied, what that means and what to do. */
export interface JudgedWaiver extends Waiver {
  state: WaiverState
  text?: string
}

export interface Finding {
  severity: 'vulnerability' | 'violation' | 'note'
  check: string
  endpoint: string
  text: string
  requirement?: string
  waived?: Waived
}

/** What came of a claim about an endpoint or a requirement: `fail` where the wire contradicts it. */
export interface JudgedClaim {
  endpoint?: string
  requirement?: string
  verdict: 'pass' | 'fail' | 'inconclusive'
  text: string
}

/** The report, as `--reporter json` prints it. Its names and meanings stay; times are in ms. */
export interface Report {
  schema: 'mailtls/report/1'
  tool: { name: 'mailtls'; version: string }
  requirementSet: string
  subject: {
    name: string
    version?: string
    digest?: string
    endpoints: { name: string; role: Role; setUps: Record<string, string> }[]
    capabilities: string[]
  }
  /** where this is one of several parts of a run: see `mailtls merge` */
  shard?: ShardFacts
  startedAt: string
  durationMs: number
  /** failures below it are told, and are none for the exit code */
  level: FailureLevel
  exitCode: number
  compliance: Compliance
  byRfc: Record<string, Compliance>
  summary: { requirements: Partial<Record<Verdict, number>>; checks: Partial<Record<Verdict, number>> }
  requirements: RequirementRow[]
  /** a contradicted claim is one, too: its check is `claim`, which no result has */
  findings: Finding[]
  /** where something was claimed */
  claims?: JudgedClaim[]
  /** what is wrong with the endpoints themselves */
  problems: { endpoint: string; reason: Reason }[]
  /** those for this subject */
  waivers: JudgedWaiver[]
  checks: CheckResult[]
  /** those that were shown in handshakes, by the SHA-256 of their DER: what `tls` of the checks refers to */
  certificates: Readonly<Record<string, CertificateFacts>>
}
