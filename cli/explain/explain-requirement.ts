import type { Requirement } from '../../harness/requirement.ts'
import { clientBugs } from '../../clients/bugs/catalogue.ts'
import { bugs } from '../../servers/bugs/catalogue.ts'
import { allChecks } from '../../suites/checks.ts'
import { ledger } from '../../suites/ledger.ts'
import { sectionLink } from '../links.ts'
import type { Explanation } from './explanation.ts'

/** What a requirement says, whom it binds, and what becomes of it here. */
export function explainRequirement(requirement: Requirement): Explanation {
  const { id, level, rfc, section, roles, summary, disposition, feeds, entails, via } = requirement
  const checks = allChecks.filter((check) => check.requirements.includes(id))
  const violating = [...bugs, ...clientBugs].filter(({ violates }) => violates.includes(id)).map(({ name }) => name)
  const failedBy = ledger.filter((other) => [...other.feeds, ...other.entails].includes(id as never))
  return {
    title: `${id}: ${level} (RFC ${rfc}, section ${section})`,
    text: summary,
    facts: {
      read: [sectionLink(rfc, section)],
      binds: [roles.join(', ')],
      via: via === undefined ? [] : [via],
      here: [dispositionText(disposition)],
      'failed by': failedBy.map((other) => `${other.id}: ${other.summary}`),
      'fails too': [...feeds, ...entails],
      bugs: [violating.join(', ')].filter(Boolean),
      checks: checks.map(({ id: check, kind, setUp, purpose }) => `${check} (${kind}, set-up ${setUp}): ${purpose}`),
    },
    json: {
      kind: 'requirement',
      ...requirement,
      link: sectionLink(rfc, section),
      checks: checks.map((check) => check.id),
      bugs: violating,
    },
  }
}

function dispositionText(disposition: Requirement['disposition']): string {
  if (disposition.kind === 'replaced-by') return `replaced by ${disposition.by}`
  if (disposition.kind === 'same-as') return `said elsewhere too: takes the verdict of ${disposition.as.join(', ')}`
  return texts[disposition.kind]
}

const texts = {
  checked: 'checked: a failure of a check below breaks it',
  recorded: 'recorded: the checks below show what was seen, and never fail',
  declared: 'declared: only the vendor can answer, under declared in mailtls.yaml',
  definition: 'a definition: nothing to test',
  later: 'not implemented yet',
} as const
