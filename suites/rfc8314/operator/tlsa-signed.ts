import { check } from '../../check.ts'
import { decide, lookAtEach } from './judge.ts'
import { advertisedBy } from './servers.ts'
import { needVouchedResolver, validatedZonesAround } from './signing.ts'

export const tlsaSigned = check({
  id: 'rfc8314/operator/tlsa-signed',
  roles: ['operator'],
  decides: ['rfc8314-4.5.4-2'],
  connections: 1,
  purpose: 'there are no TLSA records but such as are signed by DNSSEC',
  async run(context) {
    const { services, notApplicable } = context
    const { tlsa, vouched } = await services()
    const servers = (await advertisedBy(context)).map(({ record }) => `${record.target}:${record.port}`)
    // TLSA for port 25 of a mail exchanger is somebody else's, perhaps, and for other servers
    const ours = tlsa.filter(({ target, port }) => servers.includes(`${target}:${port}`))
    const published = ours.filter(({ outcome }) => outcome === 'found' || outcome === 'failed')
    if (published.length === 0) notApplicable('the servers that SRV records name have no TLSA records')
    needVouchedResolver(vouched, context)
    const findings = await lookAtEach(context, published, async ({ name, failure, authenticated, canonicalName }) => {
      if (failure) context.inconclusive(failure.code, failure.text)
      if (authenticated) return undefined
      await validatedZonesAround(context, canonicalName)
      return `${name} has TLSA records, and no chain of signatures leads to them`
    })
    decide(context, findings)
  },
})
