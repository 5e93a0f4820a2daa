import { html } from 'hono/html'
import type { CheckResult, Seen } from '../../../harness/check.ts'
import { isVulnerability } from '../../../harness/report/compliance.ts'
import { waivedOf } from '../../../harness/report/waivers.ts'
import { factList, lines } from '../../page/fact-list.ts'
import { anchor, type Html, linkTo, shown } from '../../page/shown.ts'
import { verdictMark } from '../../page/verdict.ts'
import { setUpText } from '../../set-up-text.ts'
import { waivedText } from '../../terminal/waivers.ts'
import { dialogue } from './dialogue.ts'
import type { ResultPlaces } from './result-places.ts'
import { tlsFacts } from './tls-facts.ts'

/** One result: what was expected and found, where, the dialogue that shows it, and how to see it again. */
export function checkResult(result: CheckResult, places: ResultPlaces): Html {
  const { key, id, endpoint, verdict, reason, purpose, seen, decides } = result
  const { report } = places
  const waived = verdict === 'fail' && waivedOf(result, report)
  const configured = setUpText(result)
  const facts = factList([
    ['severity', isVulnerability(result) && 'vulnerability: not compliant on any protocol'],
    [result.kind === 'records' ? 'looks' : 'expected', shown(purpose)],
    ['found', reason && html`<span class="reason ${verdict}">${reason.text.split('\n').map(shown).join('\n')}</span>`],
    ['known', waived && html`<span class="waiver">${shown(waivedText(waived))}</span>`],
    ['seen', seen && seenText(seen)],
    [configured?.name ?? 'set-up', configured && shown(configured.text)],
    [result.kind, decides.length > 0 && html`${links(decides)}`],
    ['TLS', result.tls.length > 0 && tlsFacts(result.tls, report.certificates)],
    ['again', html`<span class="replay"><code>${shown(result.replay)}</code></span>`],
  ])
  return html`<details class="check" id="${anchor(key)}">
    <summary>
      ${verdictMark(verdict)} <span>${shown(endpoint)}</span>
      <span><code>${shown(id)}</code> ${waived && html`<span class="waiver">waived</span>`}</span>
      <span class="quiet">${result.durationMs} ms</span>
    </summary>
    ${facts} ${dialogue(result)}
  </details>`
}

function links(ids: readonly string[]): Html[] {
  return ids.map((id, index) => html`${index > 0 ? ', ' : ''}<a href="${linkTo(id)}">${shown(id)}</a>`)
}

function seenText({ outcome, ...details }: Seen): Html {
  const told = Object.entries(details).filter(([, value]) => value !== undefined)
  const others = told.map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return html`<span class="quiet">${shown(name)}</span> ${shown(text)}`
  })
  return html`${shown(outcome)} ${lines(others)}`
}
