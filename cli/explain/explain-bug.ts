import type { Check } from '../../harness/check.ts'
import type { ClientBug } from '../../clients/bugs/bug.ts'
import type { Bug } from '../../servers/bugs/bug.ts'
import { isRequirementId, requirement } from '../../suites/ledger.ts'
import { allChecks } from '../../suites/checks.ts'
import { roleOfBug } from '../../suites/run-changed.ts'
import { sectionLink } from '../links.ts'
import type { Explanation } from './explanation.ts'

/** Which clauses a bug breaks, where it shows, and which checks look there. */
export function explainBug(bug: Bug | ClientBug): Explanation {
  const { name, violates, hides } = bug
  const where = 'place' in bug ? { endpoint: `client/${bug.place}`, setUp: 'default' } : bug
  const checks = checksOf(bug)
  return {
    title: `${name}: a bug of ${titleOf(bug)}`,
    text: 'A fault where everything else conforms. The checks of the clauses that it violates have to catch it.',
    facts: {
      violates: violates.flatMap((id) => {
        if (!isRequirementId(id)) return [id]
        const { level, summary, rfc, section } = requirement(id)
        return [`${id}, ${level}: ${summary}`, sectionLink(rfc, section)]
      }),
      checks: checks.map(({ id, purpose }) => `${id}: ${purpose}`),
      hides: hides ? ['it keeps other checks from reaching their purpose'] : [],
      try: 'place' in bug ? [] : [`mailtls serve --bug ${name}`],
    },
    json: {
      kind: 'bug',
      name,
      endpoint: where.endpoint,
      setUp: where.setUp,
      violates,
      hides,
      checks: checks.map(({ id }) => id),
    },
  }
}

function titleOf(bug: Bug | ClientBug): string {
  if ('place' in bug) return `the reference client, on ${bug.place}`
  return bug.endpoint === 'operator' ? 'the operator' : `${bug.endpoint}, in the set-up ${bug.setUp}`
}

/** The checks that have to catch it. */
function checksOf(bug: Bug | ClientBug): Check[] {
  const deciding = allChecks.filter(({ kind }) => kind === 'decides')
  if ('place' in bug) {
    const [protocol, role] = [
      bug.place === 'account' ? undefined : bug.place,
      bug.place === 'smtp' ? 'smtp-client' : 'mua',
    ] as const
    return deciding.filter(
      (check) =>
        check.roles.includes(role) && check.requirementsOf(role, protocol).some((id) => bug.violates.includes(id)),
    )
  }
  const role = roleOfBug(bug)
  return deciding.filter(
    (check) =>
      check.roles.includes(role) &&
      check.setUp === bug.setUp &&
      check.requirementsOf(role).some((id) => bug.violates.includes(id)),
  )
}
