import { html } from 'hono/html'
import { type Html, linkTo, shown } from '../../page/shown.ts'
import { type OverviewSubject, subjectKinds } from '../overview.ts'
import { titleOf } from './heading.ts'
import type { Link } from './link.ts'

/** The subjects by kind, each with its version. */
export function tableHead(subjects: readonly OverviewSubject[], link: Link): Html {
  const kinds = subjectKinds.flatMap((kind) => {
    const number = subjects.filter((subject) => subject.kind === kind).length
    return number > 0 ? html`<th scope="colgroup" colspan="${number}" data-kind="${kind}">${kind}s</th>` : []
  })
  return html`<thead>
    <tr class="kinds">
      <td></td>
      ${kinds}
    </tr>
    <tr class="cells names">
      <th scope="col">Requirement</th>
      ${subjects.map((subject) => name(subject, link))}
    </tr>
  </thead>`
}

function name(subject: OverviewSubject, link: Link): Html {
  const { id, kind, digest, compliance, version = '' } = subject
  const href = (compliance && link(id)) ?? linkTo(`subject-${id}`)
  const title = [`${titleOf(subject)} (${kind})`, ...(digest ? [shown(digest)] : [])].join('\n')
  return html`<th scope="col" data-kind="${kind}" data-title="${titleOf(subject)}" title="${title}">
    <a href="${href}">${shown(subject.name)} <small>${shown(version)}</small></a>
  </th>`
}
