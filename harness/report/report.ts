import type { CheckResult } from '../check.ts'
import type { Disposition, Level } from '../requirement.ts'
import type { Declaration, Role } from '../subject.ts'
import type { Reason, Verdict } from '../verdict.ts'
import type { CertificateFacts } from './certificate.ts'

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

export interface Finding {
  severity: 'vulnerability' | 'violation' | 'note'
  check: string
  endpoint: string
  text: string
  requirement?: string
  waived?: Waived
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
  startedAt: string
  durationMs: number
  exitCode: number
  compliance: Compliance
  byRfc: Record<string, Compliance>
  summary: { requirements: Partial<Record<Verdict, number>>; checks: Partial<Record<Verdict, number>> }
  requirements: RequirementRow[]
  findings: Finding[]
  /** what is wrong with the endpoints themselves */
  problems: { endpoint: string; reason: Reason }[]
  checks: CheckResult[]
  /** those that were shown in handshakes, by the SHA-256 of their DER: what `tls` of the checks refers to */
  certificates: Readonly<Record<string, CertificateFacts>>
}
