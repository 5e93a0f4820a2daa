import { check } from '../../check.ts'
import { certificateOf, dnsIds } from './certificate.ts'
import { judgeServers } from './judge.ts'
import { serversOf } from './servers.ts'

export const certificatesWholeWildcards = check({
  id: 'rfc8314/operator/certificates-whole-wildcards',
  roles: ['operator'],
  decides: ['imp-rfc7817-3-10'],
  connections: 4,
  purpose: 'a wildcard in a certificate stands for a whole label',
  async run(context) {
    await judgeServers(context, await serversOf(context), async (server) => {
      const { certificate } = await certificateOf(server)
      const partial = dnsIds(certificate).find((name) => name.split('.').some((label) => /^\*.|.\*/.test(label)))
      return partial && `the certificate of ${server.name} holds ${partial}: a wildcard for a part of a label`
    })
  },
})
