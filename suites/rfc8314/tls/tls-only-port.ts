import { check } from '../../check.ts'
import { tlsRoles } from './roles.ts'

const counterparts = { submission: 'submissions', imap: 'imaps', pop3: 'pop3s' } as const

export const tlsOnlyPort = check({
  id: 'rfc8314/server/tls-only-port',
  roles: tlsRoles,
  records: ['imp-rfc9325-3.2-1'],
  connections: 1,
  purpose: 'whether the service has a port with implicit TLS beside the one with STARTTLS',
  // that none was named does not say that there is none, and one that does not begin with TLS is judged there
  async run({ beside, protocol, seen }) {
    const wanted = counterparts[protocol as keyof typeof counterparts]
    const other = await beside(wanted)
    if (!other) return seen(`no ${wanted} endpoint was named`)
    if (other.problem) return seen(`${wanted}: ${other.problem.code}`)
    const { peer } = await other.connect()
    seen(`${wanted}: ${peer.tls?.version}`)
  },
})
