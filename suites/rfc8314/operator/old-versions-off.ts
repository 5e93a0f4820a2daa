import { check } from '../../check.ts'
import { negotiates } from '../tls/offer.ts'
import { judgeServers } from './judge.ts'
import { offersLoginAt, oldVersions } from './old-versions.ts'
import { serversOf } from './servers.ts'

export const oldVersionsOff = check({
  id: 'rfc8314/operator/old-versions-off',
  roles: ['operator'],
  decides: ['rfc8997-3-1'],
  connections: 4,
  purpose: 'no server serves users with a version older than TLS 1.2',
  async run(context) {
    await judgeServers(context, await serversOf(context), async (server) => {
      const served: string[] = []
      for (const version of oldVersions) {
        if ((await negotiates(server, version)) && (await offersLoginAt(server, version))) served.push(version)
      }
      return served.length > 0 ? `${server.name} goes on with ${served.join(', ')}` : undefined
    })
  },
})
