import type { ReportingDescriptor } from 'sarif'
import { claimFinding } from '../../../harness/report/claims.ts'
import type { RequirementRow } from '../../../harness/report/report.ts'
import { sectionLink } from '../../links.ts'
import { type Weight, weightOf } from '../broken.ts'

/** SARIF's level of a failure. */
export const levels = {
  vulnerability: 'error',
  MUST: 'error',
  SHOULD: 'warning',
  note: 'note',
} as const satisfies Record<Weight, string>

const severities = { error: 'error', warning: 'warning', note: 'recommendation' } as const

/** What a claim breaks that is about no requirement. */
export const claimRule = {
  id: claimFinding,
  shortDescription: { text: 'What mailtls.yaml claims of an endpoint is what the wire shows.' },
  fullDescription: { text: 'What mailtls.yaml claims of an endpoint is what the wire shows.' },
  help: { text: 'Mend the endpoint, or the claim in mailtls.yaml.' },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['tls'], precision: 'very-high', 'problem.severity': 'error' },
} as const satisfies ReportingDescriptor

/** A rule for each requirement, in the order of the report, and one for claims; `vulnerable` holds the ids of those that an injection breaks. */
export function rules(requirements: readonly RequirementRow[], vulnerable: ReadonlySet<string>): ReportingDescriptor[] {
  return [...requirements.map((row) => rule(row, vulnerable.has(row.id))), claimRule]
}

function rule(row: RequirementRow, isVulnerable: boolean): ReportingDescriptor {
  const { id, rfc, section, level, roles, summary } = row
  const link = sectionLink(rfc, section)
  const place = `RFC ${rfc}, section ${section}`
  const binds = `${level}, binds ${roles.join(', ')}`
  const weight = levels[weightOf(row)]
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: `${place} (${binds}): ${summary}` },
    helpUri: link,
    help: {
      text: `${summary}\n\n${place}: ${binds}\n\n${link}`,
      markdown: `${summary}\n\n[${place}](${link}): **${level}**, binds ${roles.join(', ')}`,
    },
    defaultConfiguration: { level: weight },
    properties: {
      tags: ['security', 'tls', `rfc${rfc}`, row.class],
      level,
      roles,
      precision: 'very-high',
      'problem.severity': severities[weight],
      // "high" on GitHub, which has no other way to show what is a vulnerability
      ...(isVulnerable && { 'security-severity': '8.0' }),
    },
  }
}
