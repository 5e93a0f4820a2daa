import type { ClientTls } from '../../../harness/wire/tls-session.ts'
import { check } from '../../check.ts'
import { negotiates } from './offer.ts'
import { tlsRoles } from './roles.ts'
import { endOfSession } from '../../end-of-session.ts'

const only13: ClientTls = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' }

export const closeAlert = check({
  id: 'rfc8314/server/close-alert',
  roles: tlsRoles,
  ports: 'implicit-tls',
  decides: ['rfc8314-3.4-1'],
  connections: 1,
  purpose: 'the server says in TLS that it closes an implicit TLS connection, before it closes TCP',
  async run(context) {
    const { connect, expect, inconclusive, seen } = context
    const versions: string[] = []
    const has13 = await negotiates(context, 'TLSv1.3')
    for (const tls of has13 ? [{}, only13] : [{}]) {
      const dialogue = await connect(tls)
      const { peer } = dialogue
      const version = peer.tls!.version
      versions.push(version)
      await dialogue.quit().catch(endOfSession)
      const end = await peer.ended()
      peer.close()
      expect(end !== 'fin' && end !== 'rst', `after a goodbye TCP ends (${end}) without a close alert in ${version}`)
      if (end !== 'close-notify') inconclusive('tls-broken', `after a goodbye TLS ends by "${end}"`)
    }
    seen('close_notify', { versions })
  },
})
