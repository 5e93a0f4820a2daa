import { check } from '../../check.ts'
import { couldBeSigned, needVouchedResolver } from './signing.ts'

export const mxPublished = check({
  id: 'rfc8314/operator/mx-published',
  roles: ['operator'],
  decides: ['rfc8314-4.5.1-lc1'],
  connections: 1,
  purpose: 'where the domain takes mail, it has MX records, signed by DNSSEC',
  async run(context) {
    const { services, ask, expect, inconclusive, notApplicable } = context
    const { domain, mx, vouched } = await services()
    if (mx.failure) inconclusive(mx.failure.code, mx.failure.text)
    if (mx.outcome !== 'found') {
      const addresses = [...(await ask(domain, 'A')).records, ...(await ask(domain, 'AAAA')).records]
      if (addresses.length === 0) notApplicable(`${domain} has neither MX records nor an address: it takes no mail`)
      expect(false, `${domain} has no MX record, and mail for it goes to its address`)
    }
    if (mx.records.every(({ data }) => data.exchange === '.')) notApplicable(`${domain} says that it takes no mail`)
    needVouchedResolver(vouched, context)
    if (mx.authenticated) return
    const possible = await couldBeSigned(context, mx.canonicalName)
    if (!possible) notApplicable(`the zone above that of ${domain} is not signed`)
    expect(false, `the MX records of ${domain} are not signed, and the zone above it is`)
  },
})
