import { isListed } from '../capability.ts'
import { strength } from '../requirement.ts'
import { shorten } from '../shorten.ts'
import { type Claims, type Declaration, type EndpointClaims, protocols, type Subject } from '../subject.ts'
import type { Reason } from '../verdict.ts'
import type { Finding, JudgedClaim, RequirementRow } from './report.ts'

/** The `check` of a finding about a claim that the wire contradicts. */
export const claimFinding = 'claim'

/** What claims about an endpoint are held against. */
export interface EndpointFacts {
  problem?: Reason
  /** what is listed before TLS, where that does not come first, and at last */
  beforeTls?: readonly string[]
  capabilities: readonly string[]
  /** a TLS session */
  session?: unknown
  /** of TLS and SSL, those that are negotiated */
  versions?: readonly string[]
  /** why that could not be found out, where there is a session */
  versionsUnseen?: string
}

/** Holds what is claimed of endpoints against what was seen of them, by name. */
export function judgeEndpoints(
  { claims, endpoints }: Pick<Subject, 'claims' | 'endpoints'>,
  seen: Readonly<Record<string, EndpointFacts>>,
): JudgedClaim[] {
  return endpoints.flatMap(({ name, protocol }) => {
    const own = claims?.endpoints?.[name]
    return own ? judgeEndpoint(own, seen[name], asked[protocols[protocol].language], name) : []
  })
}

/**
 * Holds what is claimed of requirements against what became of them. A declared answer is a claim like others where it
 * was not asked for, since the wire decides.
 */
export function judgeAnswers(
  rows: readonly RequirementRow[],
  claimed: NonNullable<Claims['requirements']> = {},
  declared: NonNullable<Subject['declared']> = {},
): JudgedClaim[] {
  return rows.flatMap((row) => {
    const answer = claimed[row.id]
    const declaration = isDecidedOtherwise(row) ? declared[row.id] : undefined
    return [
      ...(answer ? [judgeAnswer(row, answer, 'claims')] : []),
      ...(declaration ? [judgeAnswer(row, declaration.answer, 'declares')] : []),
    ]
  })
}

/** A finding for each claim that is contradicted. */
export function findingsOf(claims: readonly JudgedClaim[]): Finding[] {
  return claims
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ endpoint = '', requirement, text }) => {
      return { severity: 'violation', check: claimFinding, endpoint, text, ...(requirement && { requirement }) }
    })
}

/** What is claimed, of the text of a judged claim: what was seen of it stands behind that, and may change. */
export function claimIn(text: string): string {
  return text.split(/, but |: could not be seen, since /)[0]!
}

/** How one learns what is listed. */
const asked = { smtp: 'EHLO', imap: 'CAPABILITY', pop3: 'CAPA' } as const

function judgeEndpoint(
  own: EndpointClaims,
  seen: EndpointFacts | undefined,
  hello: string,
  endpoint: string,
): JudgedClaim[] {
  const why = seen?.problem?.text
  const listing = (where: string, listed: readonly string[] | undefined) => (capability: string) => {
    const claim = `claims ${capability} ${where}`
    if (!listed) return unseen(claim, why ?? `nothing is listed ${where}`)
    if (isListed(listed, capability)) return holds(claim)
    return contradicted(`${claim}, but ${hello} lists ${shortly(listed)}`)
  }
  const judged = [
    ...(own.beforeTls ?? []).map(listing('before TLS', seen?.beforeTls)),
    ...(own.insideTls ?? []).map(listing('inside TLS', seen?.session ? seen.capabilities : undefined)),
    ...(own.tls ? [judgeVersions(own.tls, seen)] : []),
  ]
  return judged.map((each) => ({ endpoint, ...each }))
}

function judgeVersions(
  claimed: readonly string[],
  { versions, versionsUnseen, problem }: Partial<EndpointFacts> = {},
): Judged {
  const claim = `claims ${claimed.join(', ')}`
  if (!versions) return unseen(claim, versionsUnseen ?? problem?.text ?? 'no handshake comes out well')
  const missing = claimed.filter((each) => !versions.includes(each))
  const more = versions.filter((each) => !claimed.includes(each))
  const faults = [
    ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : []),
    ...(more.length > 0 ? [`with ${more.join(', ')}, too`] : []),
  ]
  return faults.length > 0 ? contradicted(`${claim}, but is seen ${faults.join(' and ')}`) : holds(claim)
}

/** Whether a declared answer to a requirement that is tried here was not asked for. */
function isDecidedOtherwise({ verdict, reason }: RequirementRow): boolean {
  return verdict !== 'declared' && reason?.code !== 'not-selected' && reason?.code !== 'role-not-played'
}

function judgeAnswer(row: RequirementRow, answer: Declaration['answer'], verb: 'claims' | 'declares'): JudgedClaim {
  const { id, verdict, reason, byEndpoint } = row
  const claim = `${verb} ${id}: ${answer}`
  const failing = byEndpoint.filter((each) => each.verdict === 'fail').map(({ endpoint }) => endpoint)
  const place = { requirement: id, ...(failing.length > 0 && { endpoint: failing.join(', ') }) }
  if (row.disposition === 'recorded') return { ...place, ...unseen(claim, 'it is recorded, and not decided') }
  if (verdict === 'fail') {
    const judged = answer === 'no' ? holds(claim) : contradicted(`${claim}, but it fails: ${reason?.text ?? ''}`)
    return { ...place, ...judged }
  }
  if (verdict !== 'pass') return { ...place, ...unseen(claim, reason?.text ?? verdict) }
  if (answer === 'yes') return { ...place, ...holds(claim) }
  // to refrain from what is forbidden, or to leave what is allowed, looks the same as not to know it
  const shows = ['must', 'should'].includes(strength(row.level)) && !row.level.endsWith('NOT')
  return { ...place, ...(shows ? contradicted(`${claim}, but is seen to do it`) : unseen(claim, 'no check fails')) }
}

type Judged = Pick<JudgedClaim, 'verdict' | 'text'>

function holds(claim: string): Judged {
  return { verdict: 'pass', text: claim }
}

function contradicted(text: string): Judged {
  return { verdict: 'fail', text }
}

function unseen(claim: string, why: string): Judged {
  return { verdict: 'inconclusive', text: `${claim}: could not be seen, since ${why}` }
}

function shortly(listed: readonly string[]): string {
  return shorten(listed.join(', ') || 'nothing', 300)
}
