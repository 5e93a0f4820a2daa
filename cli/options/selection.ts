import type { Check } from '../../harness/check.ts'
import { jobs } from '../../harness/run.ts'
import type { Endpoint } from '../../harness/subject.ts'
import { allChecks, suites } from '../../suites/checks.ts'
import { oneOf, usage } from '../usage.ts'

/**
 * The checks of the suites and ids that were named: all when nothing is. Throws `usage` where a check is named that no
 * endpoint can be held against.
 */
export function selectChecks(
  flags: { suite?: string[]; check?: string[] },
  subject: { endpoints: Endpoint[] },
): readonly Check[] {
  const suiteNames = flags.suite?.map((name) => oneOf('a suite', name, Object.keys(suites)))
  const inSuites = suiteNames ? [...new Set(suiteNames)].flatMap((name) => suites[name]!) : allChecks
  if (!flags.check) return inSuites
  const ids = allChecks.map(({ id }) => id)
  const wanted = new Set(flags.check.map((id) => oneOf('a check', id, ids)))
  const checks = inSuites.filter(({ id }) => wanted.has(id))
  if (jobs(subject, checks).length > 0) return checks
  const tested = [...new Set(checks.flatMap(({ roles }) => roles))].join(', ') || 'nothing in that suite'
  const named = subject.endpoints.map(({ name }) => name).join(', ')
  throw usage(`expected an endpoint with STARTTLS that plays ${tested}, as --check wants, found ${named}`)
}
