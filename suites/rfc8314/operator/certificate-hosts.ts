import { check } from '../../check.ts'
import { tlsRoles } from '../tls/roles.ts'
import { certificateOf, dnsIds } from './certificate.ts'

export const certificateHosts = check({
  id: 'rfc8314/server/certificate-hosts',
  roles: tlsRoles,
  ports: 'any',
  records: ['rfc8314-4.4-2'],
  connections: 1,
  purpose: 'for how many hosts the certificate speaks',
  async run(context) {
    const { certificate } = await certificateOf(context)
    const hosts = dnsIds(certificate)
    context.seen(hosts.length === 1 ? 'one host' : `${hosts.length} hosts`, { hosts })
  },
})
