import type { Check } from '../harness/check.ts'
import { oneOf } from '../harness/usage.ts'
import { allChecks, suites } from './checks.ts'

/** The checks of the suites and ids that are named: all when nothing is. Throws `usage` with the nearest name. */
export function checksNamed({
  suite,
  check,
}: {
  suite?: readonly string[]
  check?: readonly string[]
}): readonly Check[] {
  const suiteNames = suite?.map((name) => oneOf('a suite', name, Object.keys(suites)))
  const inSuites = suiteNames ? [...new Set(suiteNames)].flatMap((name) => suites[name]!) : allChecks
  if (!check) return inSuites
  const ids = allChecks.map(({ id }) => id)
  const wanted = new Set(check.map((id) => oneOf('a check', id, ids)))
  return inSuites.filter(({ id }) => wanted.has(id))
}
