import type { CheckResult } from '../check.ts'
import type { Requirement } from '../requirement.ts'
import { claimFinding } from './claims.ts'
import { type ExitOptions, exitCodeOf, isFailure } from './exit-code.ts'
import type { Finding, JudgedWaiver, Report, RequirementRow, Waived, Waiver } from './report.ts'

/** How the reason of a waiver begins that nobody has given yet. */
export const todo = 'TODO'

type Judged = Omit<Report, 'exitCode'>

/** Something that fails, and may be known. */
interface Failure {
  check?: string
  /** what a declaration answers has none */
  endpoint?: string
  /** all that fail because of it */
  requirements: readonly string[]
  /** what it shows: its reason and its dialogue */
  shows: readonly string[]
  waived?: Waived
}

/**
 * Judges waivers by a report: marks what they cover as waived, says what became of each, and gives the exit code that
 * follows. Verdicts, findings and compliance stay. A waiver holds until the end of its day, UTC, by the start of the run.
 * Waivers that the report was judged by before are forgotten.
 */
export function applyWaivers(
  report: Judged,
  waivers: readonly Waiver[],
  { ledger, ...exit }: ExitOptions & { ledger: readonly Requirement[] },
): Report {
  const own = waivers.filter((waiver) => concerns(waiver, report))
  const ofFindings = report.findings.map((finding) => failureOf(finding, report))
  const ofDeclarations = report.requirements.filter(({ declared }) => declared?.answer === 'no').map(declaredNo)
  const failures = [...ofFindings, ...ofDeclarations]
  const judged = own.map((waiver): JudgedWaiver => ({ ...waiver, ...judge(waiver, failures, report, ledger) }))
  const applied = judged.filter(({ state }) => state === 'applied')
  for (const failure of failures) failure.waived = waivedBy(applied.find((waiver) => covers(waiver, failure)))
  const findings = report.findings.map((finding, i) => marked(finding, ofFindings[i]!.waived))
  const requirements = report.requirements.map((row) => {
    // a contradicted claim does not make its requirement fail
    const own = failures.filter(({ check, requirements }) => check !== claimFinding && requirements.includes(row.id))
    return marked(row, isFailure(row) && own.every((failure) => failure.waived) ? own[0]?.waived : undefined)
  })
  const after = { ...report, findings, requirements, waivers: judged }
  return { ...after, exitCode: exitCodeOf(after, exit) }
}

/** The waiver that covers a failed check, if one does. */
export function waivedOf({ id, endpoint }: CheckResult, { findings }: Pick<Report, 'findings'>): Waived | undefined {
  return findings.find((finding) => finding.check === id && finding.endpoint === endpoint)?.waived
}

/** Whether a waiver is for the subject of a report. */
function concerns({ subject }: Waiver, { subject: { name, version } }: Judged): boolean {
  return subject === undefined || subject === name || subject === `${name} ${version}`
}

function failureOf({ check, endpoint, text, requirement }: Finding, { checks, requirements }: Judged): Failure {
  const result = checks.find(({ id, verdict, ...each }) => {
    return verdict === 'fail' && id === check && each.endpoint === endpoint
  })
  if (!result) return { check, endpoint, requirements: requirement === undefined ? [] : [requirement], shows: [text] }
  const broken = requirements.filter((row) => keysOf(row).includes(result.key)).map(({ id }) => id)
  return { check, endpoint, requirements: [...result.decides, ...broken], shows: [text, ...result.dialogue] }
}

function keysOf({ byEndpoint }: RequirementRow): string[] {
  return byEndpoint.flatMap(({ checks }) => checks)
}

function declaredNo({ id, reason }: RequirementRow): Failure {
  return { requirements: [id], shows: [reason?.text ?? ''] }
}

function names(waiver: Waiver, { check, endpoint, requirements }: Failure): boolean {
  if (!isAt(waiver, endpoint)) return false
  return waiver.check === undefined ? requirements.includes(waiver.requirement!) : waiver.check === check
}

/** An endpoint is named as in the report, or by its protocol, since ports may be drawn anew for each run. */
function isAt(waiver: Pick<Waiver, 'endpoint'>, endpoint: string | undefined): boolean {
  return [undefined, endpoint, endpoint?.split('://')[0]].includes(waiver.endpoint)
}

function covers(waiver: Waiver, failure: Failure): boolean {
  return names(waiver, failure) && failure.shows.some((text) => text.includes(waiver.signature ?? ''))
}

function judge(
  waiver: Waiver,
  failures: readonly Failure[],
  report: Judged,
  ledger: readonly Requirement[],
): Pick<JudgedWaiver, 'state' | 'text'> {
  const { expires, signature, reason } = waiver
  const applies = failures.some((failure) => covers(waiver, failure))
  const elsewhere = isPart(report) ? 'other shards may show it' : undefined
  const open = applies ? undefined : (elsewhere ?? whyOpen(waiver, report, ledger))
  if (expires !== undefined && expires < report.startedAt.slice(0, 10)) {
    const advice = applies || open ? 'mend what fails, or decide anew and set another date' : `${gone}: remove it`
    return { state: 'expired', text: `expired on ${expires}: ${advice}` }
  }
  if (applies) {
    const unanswered = reason.startsWith(todo)
    return { state: 'applied', ...(unanswered && { text: `has no reason yet: write one in the place of ${todo}` }) }
  }
  if (!elsewhere && failures.some((failure) => names(waiver, failure))) {
    const advice = 'look at the failure anew, then change the signature or remove the waiver'
    return { state: 'stale', text: `covers nothing: what it names fails, but does not show "${signature}": ${advice}` }
  }
  if (open) return { state: 'undecided', text: `was not needed or not reached: ${open}` }
  return { state: 'stale', text: `covers nothing: ${gone}: remove it` }
}

/** A shard, or what is left of a run where one is missing. */
function isPart({ shard, problems }: Pick<Report, 'shard' | 'problems'>): boolean {
  return shard !== undefined || problems.some(({ reason }) => reason.code === 'shard-missing')
}

const gone = 'nothing that it names fails any more'

/** Why what a waiver names may still fail, though it did not here; undefined where it passes. */
function whyOpen(waiver: Waiver, report: Judged, ledger: readonly Requirement[]): string | undefined {
  const { requirement, check } = waiver
  const { checks, claims = [], requirements } = report
  const about = requirement === undefined ? undefined : failedBy(requirement, ledger)
  const isNamed = ({ id, decides }: CheckResult) =>
    about ? decides.some((each) => about.includes(each)) : id === check
  const named = check === claimFinding ? claims : checks.filter(isNamed)
  const there = named.filter(({ endpoint }) => isAt(waiver, endpoint))
  const open = there.find(({ verdict }) => verdict === 'inconclusive' || verdict === 'error')
  if (open) return 'key' in open ? `${open.key} is ${open.verdict}` : open.text
  if (requirements.find(({ id }) => id === requirement)?.verdict === 'declared') return undefined
  if (about && requirements.some(({ reason }) => reason?.code === 'not-selected')) {
    return 'only a part of the checks was selected'
  }
  if (there.length === 0) return 'no check of it ran here'
  return there.every(({ verdict }) => verdict === 'not-applicable') ? 'not applicable here' : undefined
}

/** The requirements whose failure fails one: itself or its twins, and what feeds or entails them. */
function failedBy(id: string, ledger: readonly Requirement[]): string[] {
  const disposition = ledger.find((each) => each.id === id)?.disposition
  if (disposition?.kind === 'same-as') return disposition.as.flatMap((twin) => failedBy(twin, ledger))
  return [id, ...ledger.filter(({ feeds, entails }) => [...feeds, ...entails].includes(id)).map((each) => each.id)]
}

function waivedBy(waiver: Waiver | undefined): Waived | undefined {
  if (!waiver) return undefined
  const { reason, owner, expires } = waiver
  return { reason, ...(owner !== undefined && { owner }), ...(expires !== undefined && { expires }) }
}

function marked<Row extends { waived?: Waived }>({ waived: _before, ...row }: Row, waived: Waived | undefined) {
  return { ...row, ...(waived && { waived }) } as Row
}
