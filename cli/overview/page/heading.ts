import { html } from 'hono/html'
import type { Compliance } from '../../../harness/report/report.ts'
import { subjectTitle } from '../../../harness/report/subject-told.ts'
import { type Html, linkTo, shown } from '../../page/shown.ts'
import { complianceMark } from '../../page/verdict.ts'
import { count } from '../../terminal/text.ts'
import { isPartial } from '../cells.ts'
import { type Overview, type OverviewSubject, subjectKinds } from '../overview.ts'
import { problemGroups } from '../problems.ts'
import type { Link } from './link.ts'

/** What was done, and the outcome in three lines. */
export function heading(overview: Overview, link: Link): Html {
  const { subjects, requirements, startedAt } = overview
  const kinds = subjectKinds.flatMap((kind) => {
    const number = subjects.filter((subject) => subject.kind === kind).length
    return number > 0 ? [count(number, kind)] : []
  })
  const rfcs = [...new Set(requirements.filter((row) => row.class === 'clause').map(({ rfc }) => `RFC ${rfc}`))]
  const judged = `${requirements.length} requirements of ${rfcs.join(', ')} and what these call upon`
  const part = isPartial(overview) ? ', as far as was selected' : ''
  return html`<h1>Mail software and its TLS promises</h1>
    <p>
      ${kinds.join(' and ')} held against ${judged}${part}, on
      <time datetime="${startedAt}">${startedAt.slice(0, 10)}</time>
    </p>
    ${compliances(subjects)} ${vulnerable(subjects, link)} ${problems(subjects)}`
}

const degrees: Compliance[] = ['unconditionally compliant', 'conditionally compliant', 'undecided', 'not compliant']

function compliances(subjects: readonly OverviewSubject[]): Html {
  const counted = degrees.map((degree) => [degree, subjects.filter(({ compliance }) => compliance === degree).length])
  const told = counted.filter(([, number]) => Number(number) > 0)
  return html`<p class="degrees">
    ${told.map(([degree, number]) => html`<span><b>${number}</b> ${complianceMark(degree as Compliance)}</span> `)}
  </p>`
}

/** The ones that matter most: they obey what an attacker says before TLS. */
function vulnerable(subjects: readonly OverviewSubject[], link: Link): Html {
  const hit = subjects.filter(({ vulnerabilities }) => vulnerabilities.length > 0)
  if (hit.length === 0) return html``
  return html`<p>
    <strong class="fail">Plaintext injection works on ${hit.length}:</strong>
    ${hit.map(
      (subject, index) =>
        html`${index > 0 && ', '}<a href="${link(subject.id) ?? linkTo(`subject-${subject.id}`)}"
            >${titleOf(subject)}</a
          >`,
    )}
  </p>`
}

function problems(subjects: readonly OverviewSubject[]): Html {
  const groups = problemGroups(subjects)
  if (groups.length === 0) return html``
  return html`<ul class="problems" aria-label="Problems">
    ${groups.map(({ names, what, text }) => html`<li><b>${shown(names)}</b> ${what}: ${shown(text)}</li>`)}
  </ul>`
}

/** "postfix 3.7.11" */
export function titleOf(subject: OverviewSubject): string {
  return shown(subjectTitle(subject))
}
