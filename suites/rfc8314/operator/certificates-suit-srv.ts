import { check } from '../../check.ts'
import { certificateOf, dnsIds, hasDnsId, srvIds } from './certificate.ts'
import { judgeServers } from './judge.ts'
import { advertisedBy } from './servers.ts'

export const certificatesSuitSrv = check({
  id: 'rfc8314/operator/certificates-suit-srv',
  roles: ['operator'],
  decides: ['imp-rfc6186-5-4'],
  connections: 5,
  purpose: 'a client that follows SRV records finds the host, the domain or the service in the certificate',
  async run(context) {
    const { domain } = await context.services()
    // what cannot be spoken to is judged where the records are
    const found = (await advertisedBy(context)).filter(({ server }) => !server.problem)
    const labels = new Map(found.map(({ label, server }) => [server, label]))
    if (found.length === 0) context.notApplicable('no SRV record leads to a server')
    await judgeServers(context, [...labels.keys()], async (server) => {
      const { certificate } = await certificateOf(server)
      const host = server.serverName!
      if ([host, domain].some((name) => hasDnsId(certificate, name))) return undefined
      if (srvIds(certificate).includes(`${labels.get(server)!}.${domain}`)) return undefined
      const names = [...dnsIds(certificate), ...srvIds(certificate)].join(', ') || 'nothing'
      return `the certificate of ${server.name} names neither ${host} nor ${domain}, but ${names}`
    })
  },
})
