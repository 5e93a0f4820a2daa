import { createAuthority } from '../../certs/authority.ts'
import type { Check } from '../../harness/check.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { roleOfBug, runChanged } from '../../suites/run-changed.ts'

/** Runs a check on the bugs that violate what it decides, and tells which ones it catches and how that reads. */
export async function bugsCaughtBy(check: Check): Promise<{ bug: string; found: string }[]> {
  if (check.kind === 'records') return []
  const candidates = bugs.filter((bug) => {
    const role = roleOfBug(bug)
    const same = bug.setUp === check.setUp && check.roles.includes(role)
    return same && check.requirementsOf(role).some((id) => bug.violates.includes(id))
  })
  const authority = await createAuthority()
  const results = await Promise.all(
    candidates.map(async (bug) => {
      const [result] = await runChanged(bug, [check], authority)
      return result?.verdict === 'fail' ? [{ bug: bug.name, found: result.reason?.text ?? '' }] : []
    }),
  )
  return results.flat()
}
