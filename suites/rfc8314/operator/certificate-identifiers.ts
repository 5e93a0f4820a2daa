import { check } from '../../check.ts'
import { certificateOf, commonName, dnsIds, hasDnsId, srvIds } from './certificate.ts'
import { judgeServers } from './judge.ts'
import { serversOf } from './servers.ts'

export const certificateIdentifiers = check({
  id: 'rfc8314/operator/certificate-identifiers',
  roles: ['operator'],
  // the clauses bind requests for certificates; what a CA makes of them is up to it, and few issue SRV-IDs
  records: ['imp-rfc7817-5-2', 'imp-rfc7817-5-3', 'imp-rfc7817-5-4', 'imp-rfc7817-5-5'],
  connections: 4,
  purpose: 'by which names the certificates can be recognised',
  async run(context) {
    const { domain } = context
    const servers: Record<string, unknown> = {}
    await judgeServers(context, await serversOf(context), async (server) => {
      const { certificate } = await certificateOf(server)
      const names = dnsIds(certificate)
      servers[server.name] = {
        domain: domain !== undefined && hasDnsId(certificate, domain),
        srv: srvIds(certificate),
        commonName: commonName(certificate),
        wildcards: names.filter((name) => name.startsWith('*.')),
      }
      return undefined
    })
    context.seen('certificates', { servers })
  },
})
