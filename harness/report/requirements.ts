import type { Check, CheckResult } from '../check.ts'
import type { Requirement } from '../requirement.ts'
import { isClient, type Place, placesOf, roleOf } from '../place.ts'
import type { RunOutcome } from '../run.ts'
import { type Declaration, type Protocol, protocols, type Role, type Subject } from '../subject.ts'
import { type Reason, type Verdict, worst } from '../verdict.ts'
import type { RequirementRow } from './report.ts'

type ByEndpoint = RequirementRow['byEndpoint']
type Judged = { verdict: Verdict; reason?: Reason; byEndpoint: ByEndpoint }

/** Merges the results of checks into a row for each requirement of the ledger (CONTRACT: set-ups, endpoints, then all). */
export function judgeRequirements(
  ledger: readonly Requirement[],
  outcome: Pick<RunOutcome, 'results' | 'checks'>,
  subject: Pick<Subject, 'endpoints' | 'operator' | 'clients' | 'declared'>,
): RequirementRow[] {
  const { declared = {} } = subject
  const judge = new Judge(ledger, outcome, placesOf(subject))
  return ledger.map((requirement) => {
    const { id, rfc, section, level, roles, summary, disposition } = requirement
    const row = { id, rfc, section, level, class: requirement.class, roles, summary, disposition: disposition.kind }
    const judged = judge.requirement(requirement)
    const declaration = declared[id]
    return declaration && mayBeDeclared(judged) ? { ...row, ...asDeclared(declaration) } : { ...row, ...judged }
  })
}

/** What only the vendor can answer, and "must be able to be configured so" where no such set-up is given. */
function mayBeDeclared({ reason }: Judged): boolean {
  return reason?.code === 'not-declared' || reason?.code === 'set-up-missing'
}

function asDeclared(declared: Declaration) {
  const reason = { code: 'declared', text: `declared: ${declared.answer} (${declared.source})` }
  return { verdict: 'declared' as const, reason, declared, byEndpoint: [] }
}

class Judge {
  readonly #byId: Map<string, Requirement>
  readonly #results: readonly CheckResult[]
  readonly #checks: readonly Check[]
  readonly #played: { endpoint: string; role: Role; place: Place }[]
  readonly #reasons: Map<string, Reason | undefined>

  constructor(
    ledger: readonly Requirement[],
    { results, checks }: Pick<RunOutcome, 'results' | 'checks'>,
    places: readonly Place[],
  ) {
    this.#checks = checks
    this.#byId = new Map(ledger.map((requirement) => [requirement.id, requirement]))
    this.#results = results
    this.#reasons = new Map(results.map(({ key, reason }) => [key, reason]))
    this.#played = places.map((place) => ({ endpoint: place.name, role: roleOf(place), place }))
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
    return bound.every(({ place }) => isClient(place) && !place.client.complete)
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
    for (const { endpoint, role } of this.#played) {
      if (!requirement.roles.includes(role)) continue
      const own = this.#of(requirement.id, endpoint)
      const feeding = this.#feeding(requirement, role).flatMap((id) => this.#of(id, endpoint))
      const failing = feeding.filter(({ verdict }) => verdict === 'fail')
      const all = [...own, ...failing]
      if (all.length === 0) continue
      const verdict = worst(all.map((result) => result.verdict))
      byEndpoint.push({ endpoint, role, verdict, checks: all.map(({ key }) => key) })
    }
    if (byEndpoint.length === 0) return this.#untouched(requirement)
    const verdict = worst(byEndpoint.map((each) => each.verdict))
    const reason = this.#reasonFor(verdict, byEndpoint)
    return { verdict, ...(reason && { reason }), byEndpoint }
  }

  #of(id: string, endpoint: string): CheckResult[] {
    return this.#results.filter((result) => result.endpoint === endpoint && result.decides.includes(id))
  }

  /** Requirements whose failure fails this one: lower-case and imported ones that feed it, clauses that entail it. */
  #feeding({ id }: Requirement, role: Role): string[] {
    return [...this.#byId.values()]
      .filter(({ feeds, entails, roles }) => roles.includes(role) && (feeds.includes(id) || entails.includes(id)))
      .map((other) => other.id)
  }

  #reasonFor(verdict: Verdict, byEndpoint: ByEndpoint): Reason | undefined {
    const keys = byEndpoint.filter((each) => each.verdict === verdict).flatMap(({ checks }) => checks)
    const worstResult = this.#results.find((result) => keys.includes(result.key) && result.verdict === verdict)
    return worstResult && this.#reasons.get(worstResult.key)
  }

  /** No check of it ran: it is about ports that were not named, or the user asked for other checks. */
  #untouched({ id, roles }: Requirement): Judged {
    const about = this.#checks
      .filter((check) =>
        this.#played.some(({ role }) => roles.includes(role) && check.roles.includes(role) && isAbout(check, role, id)),
      )
      .map(({ ports }) => ports)
    if (about.length === 0) return none('inconclusive', 'not-selected', 'no check of it was selected')
    if (this.#played.every(({ place }) => isClient(place))) {
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
