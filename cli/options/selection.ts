import type { Check } from '../../harness/check.ts'
import { jobs } from '../../harness/run.ts'
import { concerns } from '../../harness/place.ts'
import { type Protocol, protocols, type Subject } from '../../harness/subject.ts'
import { allChecks, suites } from '../../suites/checks.ts'
import { oneOf, usage } from '../usage.ts'

/**
 * The checks of the suites and ids that were named: all when nothing is. Throws `usage` where a check is named that no
 * endpoint can be held against.
 */
export function selectChecks(
  flags: { suite?: string[]; check?: string[] },
  subject: Pick<Subject, 'endpoints' | 'operator'>,
): readonly Check[] {
  const suiteNames = flags.suite?.map((name) => oneOf('a suite', name, Object.keys(suites)))
  const inSuites = suiteNames ? [...new Set(suiteNames)].flatMap((name) => suites[name]!) : allChecks
  if (!flags.check) return inSuites
  const ids = allChecks.map(({ id }) => id)
  const wanted = new Set(flags.check.map((id) => oneOf('a check', id, ids)))
  const checks = inSuites.filter(({ id }) => wanted.has(id))
  if (jobs(subject, checks).length > 0) return checks
  const { endpoints, operator } = subject
  const named = [...endpoints, ...(operator ? [operator] : [])].map(({ name }) => name).join(', ')
  const places = placesOf(checks).join(', ') || 'nothing in that suite'
  throw usage(`expected an endpoint for ${places}, as --check wants, found ${named}`)
}

/** The protocols that checks can be run on, and the operator. */
function placesOf(checks: readonly Check[]): string[] {
  const places = (Object.keys(protocols) as Protocol[]).map((protocol) => ({ name: protocol, protocol, listeners: {} }))
  return [...places, { name: 'operator' }]
    .filter((place) => checks.some((check) => concerns(check, place)))
    .map(({ name }) => name)
}
