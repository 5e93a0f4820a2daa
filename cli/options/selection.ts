import type { Check } from '../../harness/check.ts'
import { jobs } from '../../harness/run.ts'
import { concerns, isClient, isClientRole, placesOf } from '../../harness/place.ts'
import { type Protocol, protocols, type Subject } from '../../harness/subject.ts'
import { checksNamed } from '../../suites/select-checks.ts'
import { usage } from '../../harness/usage.ts'

/**
 * The checks of the suites and ids that were named: all when nothing is. Throws `usage` where a check is named that no
 * endpoint can be held against.
 */
export function selectChecks(
  flags: { suite?: string[]; check?: string[] },
  subject: Pick<Subject, 'endpoints' | 'operator' | 'clients'>,
): readonly Check[] {
  const checks = checksNamed(flags)
  if (!flags.check || jobs(subject, checks).length > 0) return checks
  const named = placesOf(subject).map((place) => (isClient(place) ? `a client for ${place.name}` : place.name))
  throw usage(`expected ${whatServes(checks)}, as --check wants, found ${named.join(', ')}`)
}

function whatServes(checks: readonly Check[]): string {
  const forClients = checks.filter(({ roles }) => roles.some(isClientRole))
  if (checks.length === 0) return 'an endpoint for nothing in that suite'
  const names = serverPlaces(checks)
  const clients = forClients.map(({ ports }) => (ports === 'account' ? 'a client that sets up accounts' : 'a client'))
  return [...(names.length > 0 ? [`an endpoint for ${names.join(', ')}`] : []), ...new Set(clients)].join(' or ')
}

/** The protocols that checks can be run on, and the operator. */
function serverPlaces(checks: readonly Check[]): string[] {
  const places = (Object.keys(protocols) as Protocol[]).map((protocol) => ({ name: protocol, protocol, listeners: {} }))
  return [...places, { name: 'operator' }]
    .filter((place) => checks.some((check) => concerns(check, place)))
    .map(({ name }) => name)
}
