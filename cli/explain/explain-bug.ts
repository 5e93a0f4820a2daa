import type { Bug } from '../../servers/bugs/bug.ts'
import { isRequirementId, requirement } from '../../suites/ledger.ts'
import { allChecks } from '../../suites/checks.ts'
import { roleOfBug } from '../../suites/run-changed.ts'
import { sectionLink } from '../links.ts'
import type { Explanation } from './explanation.ts'

/** Which clauses a bug breaks, where it shows, and which checks look there. */
export function explainBug(bug: Bug): Explanation {
  const { name, endpoint, setUp, violates, hides } = bug
  const role = roleOfBug(bug)
  const checks = allChecks.filter(
    (check) =>
      check.kind === 'decides' &&
      check.roles.includes(role) &&
      check.setUp === setUp &&
      check.requirementsOf(role).some((id) => violates.includes(id)),
  )
  return {
    title: `${name}: a bug of ${endpoint === 'operator' ? 'the operator' : `${endpoint}, in the set-up ${setUp}`}`,
    text: 'A fault where everything else conforms. The checks of the clauses that it violates have to catch it.',
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
