import type { Check, CheckResult } from '../check.ts'
import type { Requirement } from '../requirement.ts'
import { isClient, isClientRole, placesOf, roleOf } from '../place.ts'
import type { RunOutcome } from '../run.ts'
import type { JobFacts } from '../shard.ts'
import { type Declaration, type Protocol, protocols, type Role, type Subject } from '../subject.ts'
import { type Reason, type Verdict, worst } from '../verdict.ts'
import type { RequirementRow } from './report.ts'

type ByEndpoint = RequirementRow['byEndpoint']
type Judged = { verdict: Verdict; reason?: Reason; byEndpoint: ByEndpoint }

/** Who plays which role, under the name that stands in results. */
export interface Played {
  endpoint: string
  role: Role
  /** a client that is one command, which claims nothing beside itself */
  singleCommand?: true
}

/** A job that has no result here, and why. */
export interface Unrun extends JobFacts {
  reason: Reason
}

/** The jobs that none of these results is of, and why. */
export function unrunOf(jobs: readonly JobFacts[], results: readonly CheckResult[], reason: Reason): Unrun[] {
  const known = new Set(results.map(({ key }) => key))
  return jobs.filter(({ key }) => !known.has(key)).map((job) => ({ ...job, reason }))
}

/** What requirements are judged by. */
export interface RunFacts extends Pick<RunOutcome, 'results' | 'checks'> {
  played: readonly Played[]
  /** by requirement */
  declared?: Subject['declared']
  /** what these decide is open, unless something fails already */
  unrun?: readonly Unrun[]
}

/** Who plays which role in a subject. */
export function playedBy(subject: Pick<Subject, 'endpoints' | 'operator' | 'clients'>): Played[] {
  return placesOf(subject).map((place) => ({
    endpoint: place.name,
    role: roleOf(place),
    ...(isClient(place) && !place.client.complete && { singleCommand: true }),
  }))
}

/** Merges the results of checks into a row for each requirement of the ledger (first set-ups, then endpoints, then all). */
export function judgeRequirements(ledger: readonly Requirement[], facts: RunFacts): RequirementRow[] {
  const { declared = {} } = facts
  const judge = new Judge(ledger, facts)
  return ledger.map((requirement) => {
    const { id, rfc, section, level, roles, summary, disposition } = requirement
    const row = { id, rfc, section, level, class: requirement.class, roles, summary, disposition: disposition.kind }
    const judged = judge.requirement(requirement)
    const declaration = declared[id]
    return declaration && mayBeDeclared(judged, requirement)
      ? { ...row, ...asDeclared(declaration) }
      : { ...row, ...judged }
  })
}

/**
 * What only the vendor can answer, and "must be able to be configured so" where no such set-up is given. A single command
 * claims nothing by itself, but its vendor may.
 */
function mayBeDeclared({ reason }: Judged, { disposition }: Requirement): boolean {
  if (reason?.code === 'no-such-command') return disposition.kind === 'declared'
  return reason?.code === 'not-declared' || reason?.code === 'set-up-missing'
}

function asDeclared(declared: Declaration) {
  const reason = { code: 'declared', text: `declared: ${declared.answer} (${declared.source})` }
  return { verdict: 'declared' as const, reason, declared, byEndpoint: [] }
}

/** What the judgement needs of a result, or of a job that has none. */
type Result = Pick<CheckResult, 'key' | 'endpoint' | 'decides' | 'verdict' | 'reason'> & { unrun?: boolean }

class Judge {
  readonly #byId: Map<string, Requirement>
  readonly #results: readonly Result[]
  readonly #checks: readonly Check[]
  readonly #played: readonly Played[]

  constructor(ledger: readonly Requirement[], { results, checks, played, unrun = [] }: RunFacts) {
    this.#checks = checks
    this.#byId = new Map(ledger.map((requirement) => [requirement.id, requirement]))
    this.#results = [...results, ...unrun.map((job) => ({ ...job, verdict: 'inconclusive' as const, unrun: true }))]
    this.#played = played
  }

  requirement(requirement: Requirement): Judged {
    const { disposition } = requirement
    if (disposition.kind === 'replaced-by') return none('not-applicable', 'replaced', `replaced by ${disposition.by}`)
    if (disposition.kind === 'definition') return none('not-applicable', 'definition', 'a definition: nothing to test')
    if (!this.#isPlayed(requirement)) {
      return none('not-applicable', 'role-not-played', `binds ${requirement.roles.join(', ')}: not played here`)
    }
    if (disposition.kind === 'later') return none('inconclusive', 'not-implemented', 'not implemented')
    if (disposition.kind === 'declared') {
      if (this.#claimsNothing(requirement)) return none('not-applicable', 'no-such-command', nothingClaimed)
      return none('inconclusive', 'not-declared', 'only the vendor can answer this')
    }
    if (disposition.kind === 'same-as') return this.#sameAs(disposition.as)
    return this.#merged(requirement)
  }

  #isPlayed({ roles }: Requirement): boolean {
    return this.#played.some(({ role }) => roles.includes(role))
  }

  /** A single command says nothing of what else its client is. */
  #claimsNothing({ roles }: Requirement): boolean {
    const bound = this.#played.filter(({ role }) => roles.includes(role))
    return bound.every(({ singleCommand }) => singleCommand)
  }

  #sameAs(ids: readonly string[]): Judged {
    const twins = ids.map((id) => this.#byId.get(id)!).filter((twin) => this.#isPlayed(twin))
    const judged = twins.map((twin) => this.requirement(twin))
    const verdict = worst(judged.map((each) => each.verdict))
    const reason = judged.find((each) => each.verdict === verdict)?.reason
    return { verdict, ...(reason && { reason }), byEndpoint: judged.flatMap(({ byEndpoint }) => byEndpoint) }
  }

  #merged(requirement: Requirement): Judged {
    const byEndpoint: ByEndpoint = []
    const concerned = new Set<Result>()
    for (const { endpoint, role } of this.#played) {
      if (!requirement.roles.includes(role)) continue
      const own = this.#of(requirement.id, endpoint)
      const feeding = this.#feeding(requirement, role).flatMap((id) => this.#of(id, endpoint))
      const failing = feeding.filter(({ verdict, unrun }) => verdict === 'fail' || unrun)
      const all = [...own, ...failing]
      if (all.length === 0) continue
      for (const result of all) concerned.add(result)
      const verdict = worst(all.map((result) => result.verdict))
      byEndpoint.push({ endpoint, role, verdict, checks: all.filter(({ unrun }) => !unrun).map(({ key }) => key) })
    }
    if (byEndpoint.length === 0) return this.#untouched(requirement)
    const verdict = worst(byEndpoint.map((each) => each.verdict))
    const reason = this.#results.find((result) => concerned.has(result) && result.verdict === verdict)?.reason
    return { verdict, ...(reason && { reason }), byEndpoint }
  }

  #of(id: string, endpoint: string): Result[] {
    return this.#results.filter((result) => result.endpoint === endpoint && result.decides.includes(id))
  }

  /** Requirements whose failure fails this one: lower-case and imported ones that feed it, clauses that entail it. */
  #feeding({ id }: Requirement, role: Role): string[] {
    return [...this.#byId.values()]
      .filter(({ feeds, entails, roles }) => roles.includes(role) && (feeds.includes(id) || entails.includes(id)))
      .map((other) => other.id)
  }

  /** No check of it ran: it is about ports that were not named, or the user asked for other checks. */
  #untouched({ id, roles }: Requirement): Judged {
    const about = this.#checks
      .filter((check) =>
        this.#played.some(({ role }) => roles.includes(role) && check.roles.includes(role) && isAbout(check, role, id)),
      )
      .map(({ ports }) => ports)
    if (about.length === 0) return none('inconclusive', 'not-selected', 'no check of it was selected')
    if (this.#played.every(({ role }) => isClientRole(role))) {
      return none('not-applicable', 'no-such-command', 'no command of the client is about this')
    }
    const text = about.includes('implicit-tls')
      ? 'about ports where TLS comes first: no such endpoint was named'
      : 'TLS comes first on every endpoint: STARTTLS plays no part'
    return none('not-applicable', 'other-ports', text)
  }
}

/** Whether a check decides or records a requirement of a role, on some port at least. */
function isAbout(check: Check, role: Role, id: string): boolean {
  const everywhere = [undefined, ...(Object.keys(protocols) as Protocol[])]
  return everywhere.some((protocol) => check.requirementsOf(role, protocol).includes(id))
}

const nothingClaimed = 'a single command claims nothing of this'

function none(verdict: Verdict, code: string, text: string): Judged {
  return { verdict, reason: { code, text }, byEndpoint: [] }
}
