import { accountCheck } from '../../../visit/account-check.ts'
import { enteredBy, triedBy } from '../../../visit/account-encounter.ts'
import { domain, hosts } from '../../../visit/site.ts'

export const referenceNames = accountCheck({
  id: 'rfc8314/client/reference-names',
  decides: ['imp-rfc7817-3-2'],
  purpose: 'the certificate is compared with the mail domain or the host that SRV names, and with nothing else',
  connections: 3,
  async run({ stay, access, expect, expectDone, seen }) {
    const { tls: protocol } = access
    const meets = async (name: string) => {
      const { establish } = await stay({ servers: { in: { protocol, certificate: { names: { dns: [name] } } } } })
      return await establish()
    }
    const [byDomain, byHost, byNeighbour] = await Promise.all([domain, hosts.usual, hosts.other].map(meets))
    expect(
      !triedBy(byNeighbour!).includes('in'),
      `the client logs in at ${hosts.usual}, whose certificate names ${hosts.other}`,
    )
    const accepted = { 'mail domain': byDomain!, host: byHost! }
    const names = Object.entries(accepted).flatMap(([name, launch]) => (enteredBy(launch).includes('in') ? [name] : []))
    seen(names.join(' and ') || 'neither')
    expectDone(names.length > 0, `the client accepts neither a certificate for ${domain} nor one for ${hosts.usual}`)
  },
})
