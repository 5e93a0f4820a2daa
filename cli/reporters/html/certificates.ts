import { html } from 'hono/html'
import type { Report } from '../../../harness/report/report.ts'
import type { CertificateFacts } from '../../../harness/report/certificate.ts'
import { factList } from '../../page/fact-list.ts'
import { anchor, type Html, shown } from '../../page/shown.ts'

/** The certificates that were shown in handshakes. */
export function certificates({ certificates: known }: Report): Html | '' {
  const rows = Object.entries(known)
  if (rows.length === 0) return ''
  return html`<section aria-labelledby="certificates">
    <h2 id="certificates">Certificates that were shown</h2>
    <ul class="certificates">
      ${rows.map(([fingerprint, facts]) => entry(fingerprint, facts))}
    </ul>
  </section>`
}

function entry(fingerprint: string, { subject, issuer, names, from, to, key, ca }: CertificateFacts): Html {
  return html`<li id="${anchor(`sha256-${fingerprint}`)}" tabindex="-1">
    <strong>${shown(subject) || '(no subject)'}</strong>
    ${factList([
      ['issuer', issuer === subject ? 'itself' : shown(issuer)],
      ['names', shown(names.join(', '))],
      ['valid', `${day(from)} to ${day(to)}`],
      ['key', shown(ca ? `${key}, of an authority` : key)],
      ['SHA-256', html`<code>${fingerprint}</code>`],
    ])}
  </li>`
}

function day(date: string | undefined): string {
  return date === undefined ? 'no date that can be read' : `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`
}
