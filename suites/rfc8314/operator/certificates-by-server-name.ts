import type { Connecting } from '../../../harness/check.ts'
import { isDecision } from '../../../harness/verdict.ts'
import { check } from '../../check.ts'
import { certificateOf, hasDnsId } from './certificate.ts'
import { judgeServers } from './judge.ts'
import { serversOf } from './servers.ts'

export const certificatesByServerName = check({
  id: 'rfc8314/operator/certificates-by-server-name',
  roles: ['operator'],
  // who else is served at that address is not known
  records: ['imp-rfc6186-5-5', 'rfc8314-4.4-2'],
  connections: 4,
  purpose: 'which certificate is shown to clients that name the host, the domain or nothing (SNI)',
  async run(context) {
    const { domain } = context
    const servers: Record<string, unknown> = {}
    await judgeServers(context, await serversOf(context), async (server) => {
      const { serverName } = server
      servers[server.name] = {
        host: await shownTo(server, serverName, serverName),
        domain: domain && (await shownTo(server, domain, domain)),
        unnamed: await shownTo(server, undefined, serverName),
      }
      return undefined
    })
    context.seen('certificates', { servers })
  },
})

/** Whether a client that names this host (or none) is shown a certificate for the name that it wants. */
async function shownTo(server: Connecting, servername?: string, wanted?: string): Promise<string> {
  try {
    const { certificate } = await certificateOf(server, { servername })
    return wanted && hasDnsId(certificate, wanted) ? 'names it' : 'names others'
  } catch (error) {
    if (isDecision(error)) return error.message
    throw error
  }
}
