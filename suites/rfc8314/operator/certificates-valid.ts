import { check } from '../../check.ts'
import { certificateOf } from './certificate.ts'
import { judgeServers } from './judge.ts'
import { serversOf } from './servers.ts'

export const certificatesValid = check({
  id: 'rfc8314/operator/certificates-valid',
  roles: ['operator'],
  decides: ['rfc8314-4.4-1'],
  connections: 4,
  purpose: 'every server shows a certificate that is valid now and leads to an anchor that is trusted',
  async run(context) {
    await judgeServers(context, await serversOf(context), async (server) => {
      const { pathError } = await certificateOf(server)
      return pathError && `the certificate of ${server.name} does not validate: ${pathError} (--ca names other anchors)`
    })
  },
})
