import { createAuthority } from '../../certs/authority.ts'
import type { Check } from '../../harness/check.ts'
import { clientBugs } from '../../clients/bugs/catalogue.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { isClientRole } from '../../harness/place.ts'
import { runChangedClient } from '../../suites/client-subject.ts'
import { roleOfBug, runChanged } from '../../suites/run-changed.ts'

/** Long: all bugs are tried at once, and one that is not waited for would be missing without a word. */
const timeoutMs = 30_000

/** Runs a check on the bugs that violate what it decides, and tells which ones it catches and how that reads. */
export async function bugsCaughtBy(check: Check): Promise<{ bug: string; found: string }[]> {
  if (check.kind === 'records') return []
  if (check.roles.some(isClientRole)) return await clientBugsCaughtBy(check)
  const candidates = bugs.filter((bug) => {
    const role = roleOfBug(bug)
    const same = bug.setUp === check.setUp && check.roles.includes(role)
    return same && check.requirementsOf(role).some((id) => bug.violates.includes(id))
  })
  const authority = await createAuthority()
  const results = await Promise.all(
    candidates.map(async (bug) => {
      const [result] = await runChanged(bug, [check], authority, { timeoutMs })
      return result?.verdict === 'fail' ? [{ bug: bug.name, found: result.reason?.text ?? '' }] : []
    }),
  )
  return results.flat()
}

async function clientBugsCaughtBy(check: Check): Promise<{ bug: string; found: string }[]> {
  const candidates = clientBugs.filter(({ violates }) => check.requirements.some((id) => violates.includes(id)))
  const results = await Promise.all(
    candidates.map(async (bug) => {
      const [result] = await runChangedClient(bug, [check], { timeoutMs })
      return result?.verdict === 'fail' ? [{ bug: bug.name, found: result.reason?.text ?? '' }] : []
    }),
  )
  return results.flat()
}
