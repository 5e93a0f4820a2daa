import type { OperatorContext } from '../../../harness/check.ts'
import { serviceLabels } from '../../../harness/dns/services.ts'
import type { Reason } from '../../../harness/verdict.ts'
import { check } from '../../check.ts'
import { decide, lookAtEach } from './judge.ts'
import { couldBeSigned, needVouchedResolver } from './signing.ts'

/** An answer that helps a client find its server. */
interface Helpful {
  what: string
  authenticated: boolean
  canonicalName: string
  failure?: Reason
}

export const recordsSigned = check({
  id: 'rfc8314/operator/records-signed',
  roles: ['operator'],
  decides: ['rfc8314-4.5.3-1'],
  connections: 1,
  purpose: 'SRV records and the addresses that they lead to are signed by DNSSEC, where the zone above is',
  async run(context) {
    const { services, seen, inconclusive, notApplicable } = context
    const { vouched } = await services()
    const records = await helpfulRecords(context)
    if (records.length === 0) notApplicable('no SRV record helps clients to find a server')
    needVouchedResolver(vouched, context)
    const unsigned = records.filter(({ authenticated }) => !authenticated)
    seen(unsigned.length === 0 ? 'all signed' : 'not all signed', { unsigned: unsigned.map(({ what }) => what) })
    const findings = await lookAtEach(context, unsigned, async ({ what, canonicalName, failure }) => {
      if (failure) inconclusive(failure.code, failure.text)
      if (await couldBeSigned(context, canonicalName))
        return `${what} is not signed, and the zone above could vouch for it`
      return notApplicable(`the zone above that of ${canonicalName} is not signed`)
    })
    decide(context, unsigned.length > 0 ? findings : [{}])
  },
})

/** TLSA records have a clause of their own; MX records help other servers. */
async function helpfulRecords({ services, ask }: OperatorContext): Promise<Helpful[]> {
  const { labels, targets } = await services()
  const published = serviceLabels
    .map((label) => labels[label])
    .filter(({ records, failure }) => records.length > 0 || failure)
  const hosts = new Set(published.flatMap(({ records }) => records.map(({ target }) => target)))
  const found: Helpful[] = published.map((service) => ({ ...service, what: `${service.name} SRV` }))
  for (const target of targets.filter(({ name }) => hosts.has(name))) {
    const { name } = target
    if (target.failure) found.push({ ...target, what: name })
    else
      for (const type of ['A', 'AAAA'] as const) {
        const answer = await ask(name, type)
        if (answer.records.length > 0) found.push({ ...answer, what: `${name} ${type}` })
      }
  }
  return found
}
