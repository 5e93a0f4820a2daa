import { check } from '../../check.ts'
import { firstLine, formOf } from './cleartext.ts'
import { tlsRoles } from './roles.ts'

export const staysInsideTls = check({
  id: 'rfc8314/server/stays-inside-tls',
  roles: tlsRoles,
  ports: 'implicit-tls',
  decides: {
    'pop3-server': ['rfc8314-3.1-lc2'],
    'imap-server': ['rfc8314-3.2-lc2'],
    'submission-server': ['rfc8314-3.3-lc2'],
  },
  connections: 1,
  purpose: 'once TLS has ended on an implicit TLS port, the dialogue does not go on in cleartext',
  async run({ connect, expect, protocol }) {
    const { command, line } = formOf(protocol)
    const { peer } = await connect()
    await peer.leaveTls(command)
    expect(!line.test(peer.besideTls), `behind the end of TLS comes "${firstLine(peer.besideTls)}"`)
  },
})
