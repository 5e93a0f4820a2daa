import { check } from '../../check.ts'
import { offerVersion, textOf } from '../tls/offer.ts'
import { judgeServers } from './judge.ts'
import { oldVersions } from './old-versions.ts'
import { serversOf } from './servers.ts'

export const oldVersionsWay = check({
  id: 'rfc8314/operator/old-versions-way',
  roles: ['operator'],
  records: ['rfc8314-4.1-6', 'rfc8997-3-lc1'],
  connections: 4,
  purpose: 'how old versions are dropped: by refusing their ClientHello, or later',
  async run(context) {
    const servers: Record<string, Record<string, string>> = {}
    await judgeServers(context, await serversOf(context), async (server) => {
      const answers: Record<string, string> = (servers[server.name] = {})
      for (const version of oldVersions) answers[version] = textOf(await offerVersion(server, version))
      return undefined
    })
    const taken = Object.values(servers).some((answers) =>
      Object.values(answers).some((text) => text.startsWith('chooses')),
    )
    context.seen(taken ? 'negotiated' : 'refused', { servers })
  },
})
