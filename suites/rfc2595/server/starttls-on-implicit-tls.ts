import { check } from '../../check.ts'
import { needsRev2 } from '../mail-access.ts'

export const starttlsOnImplicitTls = check({
  id: 'rfc2595/server/starttls-on-implicit-tls',
  roles: ['imap-server'],
  ports: 'implicit-tls',
  decides: ['imp-rfc9051-6.2.1-1'],
  purpose: 'STARTTLS on a port where TLS comes first is answered with BAD',
  async run(context) {
    const imap = await context.connect()
    const answer = await imap.askForTls()
    context.seen(answer.status)
    if (!imap.isGoAhead(answer)) await needsRev2(imap, context)
    else await needsRev2(await context.connect(), context)
    context.expect(answer.status === 'BAD', `STARTTLS inside TLS draws "${answer}" instead of BAD`)
    imap.peer.close()
  },
})
