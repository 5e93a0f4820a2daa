import type { Service, Services } from '../../../harness/dns/services.ts'
import { check } from '../../check.ts'
import { labelsOf, namedIn, serviceNames } from './servers.ts'

const access = ['imap-server', 'pop3-server'] as const

export const srvForImapAndPop3 = check({
  id: 'rfc8314/operator/srv-for-imap-and-pop3',
  roles: ['operator'],
  decides: ['imp-rfc6186-3.4-1'],
  connections: 1,
  purpose: 'where IMAP and POP3 are offered, both have SRV records',
  async run(context) {
    const { services, expect, inconclusive, notApplicable, seen } = context
    const { labels, domain } = await services()
    const sets = access.map((role) => ({ role, set: labelsOf(role).map((label) => labels[label]) }))
    const named = namedIn(context)
    const offered = ({ role, set }: (typeof sets)[number]) =>
      set.some(({ outcome }) => outcome === 'found') ||
      (named.some((server) => server.role === role) && !set.some(({ outcome }) => outcome === 'not-offered'))
    const missing = sets.find((each) => !offered(each))
    if (missing) notApplicable(`${serviceNames[missing.role]} is not offered, as far as is known`)
    // without a preference both may have the same priority
    const [imap, pop3] = sets.map(({ set }) => lowestPriority(set))
    seen(imap === pop3 ? 'no preference' : imap! < pop3! ? 'IMAP preferred' : 'POP3 preferred', { imap, pop3 })
    for (const { role, set } of sets) {
      if (set.some(({ outcome }) => outcome === 'found')) continue
      const failed = set.find(({ failure }) => failure)
      if (failed) inconclusive(failed.failure!.code, failed.failure!.text)
      expect(false, `${domain} offers IMAP and POP3, and has no SRV record for ${serviceNames[role]}`)
    }
  },
})

function lowestPriority(set: readonly Service[]): number {
  return Math.min(...set.flatMap(({ records }) => targets(records).map(({ priority }) => priority)))
}

function targets(records: Services['labels']['_imap']['records']) {
  return records.filter(({ target }) => target !== '.')
}
