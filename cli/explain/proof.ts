import { createAuthority } from '../../certs/authority.ts'
import type { Check } from '../../harness/check.ts'
import { run } from '../../harness/run.ts'
import { protocols } from '../../harness/subject.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { SmtpServer } from '../../servers/reference/smtp-server.ts'
import { startReference } from '../../servers/reference/start.ts'

/** Runs a check on the bugs that violate what it decides, and tells which ones it catches and how that reads. */
export async function bugsCaughtBy(check: Check): Promise<{ bug: string; found: string }[]> {
  const candidates = bugs.filter(
    ({ endpoint, setUp, violates }) =>
      setUp === check.setUp &&
      check.roles.includes(protocols[endpoint].role) &&
      check.decides?.some((id) => violates.includes(id)),
  )
  const authority = await createAuthority()
  const results = await Promise.all(
    candidates.map(async ({ name, endpoint, setUp, patch }) => {
      await using subject = await startReference({
        Server: patch(SmtpServer),
        name,
        protocols: [endpoint],
        setUps: [setUp],
        authority,
      })
      const [result] = (await run(subject, [check])).results
      return result?.verdict === 'fail' ? [{ bug: name, found: result.reason?.text ?? '' }] : []
    }),
  )
  return results.flat()
}
