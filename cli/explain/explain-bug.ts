import type { Bug } from '../../servers/bugs/bug.ts'
import { isRequirementId, requirement } from '../../suites/ledger.ts'
import { allChecks } from '../../suites/checks.ts'
import { protocols } from '../../harness/subject.ts'
import { sectionLink } from '../links.ts'
import type { Explanation } from './explanation.ts'

/** Which clauses a bug breaks, where it shows, and which checks look there. */
export function explainBug({ name, endpoint, setUp, violates, hides }: Bug): Explanation {
  const { role } = protocols[endpoint]
  const checks = allChecks.filter(
    (check) =>
      check.roles.includes(role) && check.setUp === setUp && check.decides?.some((id) => violates.includes(id)),
  )
  return {
    title: `${name}: a bug of ${endpoint}, in the set-up ${setUp}`,
    text: 'A fault in a server that conforms otherwise. The checks of the clauses that it violates have to catch it.',
    facts: {
      violates: violates.flatMap((id) => {
        if (!isRequirementId(id)) return [id]
        const { level, summary, rfc, section } = requirement(id)
        return [`${id}, ${level}: ${summary}`, sectionLink(rfc, section)]
      }),
      checks: checks.map(({ id, purpose }) => `${id}: ${purpose}`),
      hides: hides ? ['it keeps other checks from reaching their purpose'] : [],
      try: [`mailtls serve --bug ${name}`],
    },
    json: { kind: 'bug', name, endpoint, setUp, violates, hides, checks: checks.map(({ id }) => id) },
  }
}
