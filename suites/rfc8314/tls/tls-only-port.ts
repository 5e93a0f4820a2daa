import type { Protocol } from '../../../harness/subject.ts'
import { check } from '../../check.ts'
import { tlsRoles } from './roles.ts'

const tlsOnly: Partial<Record<Protocol, Protocol>> = { submission: 'submissions', imap: 'imaps', pop3: 'pop3s' }

export const tlsOnlyPort = check({
  id: 'rfc8314/server/tls-only-port',
  roles: tlsRoles,
  ports: 'any',
  // that none was named does not say that there is none, and one that does not begin with TLS is judged as such
  records: ['imp-rfc9325-3.2-1'],
  connections: 1,
  purpose: 'whether the service has a port with implicit TLS, beside the one with STARTTLS or alone',
  async run({ beside, protocol, seen }) {
    const wanted = tlsOnly[protocol] ?? protocol
    const other = await beside(wanted)
    if (!other) return seen(`no ${wanted} endpoint was named`)
    if (other.problem) return seen(`${wanted}: ${other.problem.code}`)
    const { peer } = await other.connect()
    seen(`${wanted}: ${peer.tls?.version}`)
  },
})
