import { check } from '../../check.ts'
import { certificateOf, dnsIds, hasDnsId } from './certificate.ts'
import { judgeServers } from './judge.ts'
import { serversOf } from './servers.ts'

export const certificatesNameTheHost = check({
  id: 'rfc8314/operator/certificates-name-the-host',
  roles: ['operator'],
  decides: ['imp-rfc7817-5-1'],
  connections: 4,
  purpose: 'the certificate of every server has a DNS-ID for the host that clients connect to',
  async run(context) {
    await judgeServers(context, await serversOf(context), async (server) => {
      const { serverName, name } = server
      if (!serverName)
        return context.inconclusive('server-name-missing', `${name} is no host name: give it with --server-name`)
      const { certificate } = await certificateOf(server)
      if (hasDnsId(certificate, serverName)) return undefined
      return `the certificate of ${name} has no DNS-ID for ${serverName}, but for ${dnsIds(certificate).join(', ') || 'nothing'}`
    })
  },
})
