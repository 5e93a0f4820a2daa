import { check } from '../../check.ts'
import { needsRev2 } from '../mail-access.ts'

export const noPreauthInCleartext = check({
  id: 'rfc2595/server/no-preauth-in-cleartext',
  roles: ['imap-server'],
  decides: ['imp-rfc9051-7.1.4-2'],
  purpose: 'nobody is logged in by the greeting where TLS is not running',
  async run(context) {
    const imap = await context.connect()
    const { status } = imap.greeting
    context.seen(status)
    await needsRev2(imap, context)
    context.expect(status !== 'PREAUTH', `the greeting in cleartext logs the client in: "${imap.greeting}"`)
    imap.close()
  },
})
