import { html } from 'hono/html'
import type { TlsSession } from '../../../harness/check.ts'
import type { Report } from '../../../harness/report/report.ts'
import { lines } from '../../page/fact-list.ts'
import { type Html, linkTo, shown } from '../../page/shown.ts'

/** What handshakes settled: version, suite, group and chain. Connections on which it was the same are told together. */
export function tlsFacts(sessions: readonly TlsSession[], certificates: Report['certificates']): Html | '' {
  const settled = ({ version, suite, group, chain }: TlsSession) => JSON.stringify([version, suite, group, chain])
  return lines([...Map.groupBy(sessions, settled).values()].map((group) => facts(group, certificates)))
}

function facts(group: readonly TlsSession[], certificates: Report['certificates']): Html {
  const [{ version, suite, group: curve, chain }] = group as [TlsSession]
  const numbers = [...new Set(group.map(({ connection }) => connection))]
  const settled = [version, suite, curve].filter((each) => each !== undefined).join(', ')
  const shownChain = chain.map((fingerprint, index) => {
    const subject = certificates[fingerprint]?.subject ?? fingerprint
    return html`${index > 0 && ' ← '}<a href="${linkTo(`sha256-${fingerprint}`)}">${shown(subject)}</a>`
  })
  return html`${shown(settled)} <span class="quiet">on connection ${numbers.join(', ')}</span> ${
      chain.length > 0 && html`<br />certificates: ${shownChain}`
    }`
}
