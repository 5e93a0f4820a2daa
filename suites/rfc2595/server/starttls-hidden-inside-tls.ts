import type { Context } from '../../../harness/check.ts'
import type { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { check } from '../../check.ts'
import { needsRev2 } from '../mail-access.ts'

export const starttlsHiddenInsideTls = check({
  id: 'rfc2595/server/starttls-hidden-inside-tls',
  roles: ['imap-server'],
  decides: ['imp-rfc9051-6.2.1-7'],
  purpose: 'STARTTLS is not listed again once it was used',
  async run(context) {
    const { connect, expect, seen } = context
    for (const [when, before] of Object.entries(occasions)) {
      const imap = await connect()
      await imap.startTls()
      await before(imap, context)
      const asked = await imap.capabilities()
      const listed = imap.lists.some(({ startTls }) => startTls)
      seen(listed ? 'listed' : 'not listed')
      await needsRev2(imap, context)
      expect(!listed, `STARTTLS is listed inside TLS${when}${asked.startTls ? '' : ', in a list that came unasked'}`)
      imap.close()
    }
  },
})

const occasions: Record<string, (imap: ImapClient, context: Context<ImapClient>) => Promise<unknown>> = {
  '': async () => undefined,
  ' the second time': (imap) => imap.capabilities(),
  ' after a login': async (imap, { canLogIn, logIn }) => {
    if (canLogIn) await logIn(imap)
  },
  // a login goes by AUTHENTICATE where that is listed
  ' after LOGIN': async (imap, { canLogIn, account }) => {
    if (canLogIn && !(await imap.capabilities()).includes('LOGINDISABLED')) await imap.login(account())
  },
}
