import { check } from '../../check.ts'
import { wayIn } from './certificate-requested.ts'
import { tlsRoles } from './roles.ts'

export const certificateAuthentication = check({
  id: 'rfc8314/server/certificate-authentication',
  roles: tlsRoles,
  ports: 'implicit-tls',
  records: ['rfc8314-4.2-1'],
  setUp: 'client-certificates',
  connections: 1,
  purpose: 'whether a client certificate is asked for on an implicit TLS port, and how it gets its owner in',
  async run(context) {
    const dialogue = await context.connect(context.clientCertificate())
    const { certificateRequested } = dialogue.peer.tls!
    dialogue.close()
    if (!certificateRequested) return context.seen('not requested')
    context.seen((await wayIn(context)) ?? 'requested, and gets nobody in')
  },
})
