import type { Context } from '../../../harness/check.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { check } from '../../check.ts'

export const starttlsHiddenInsideTls = check({
  id: 'rfc3207/server/starttls-hidden-inside-tls',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-7'],
  purpose: 'STARTTLS is not offered again once TLS is running',
  async run(context) {
    for (const [when, before] of Object.entries(occasions)) {
      // a connection for each: some servers slow down for whoever says EHLO time and again
      const smtp = await context.connect()
      await smtp.startTls()
      await before(smtp, context)
      context.expect(!(await smtp.ehlo()).includes('STARTTLS'), `STARTTLS is offered inside TLS${when}`)
      smtp.close()
    }
  },
})

const occasions: Record<string, (smtp: SmtpClient, context: Context) => Promise<unknown>> = {
  '': async () => undefined,
  ' to a second EHLO': (smtp) => smtp.ehlo(),
  ' after RSET': (smtp) => smtp.command('RSET'),
  ' after a login': async (smtp, { canLogIn, logIn }) => {
    if (canLogIn && (await smtp.ehlo()).includes('AUTH')) await logIn(smtp)
  },
}
