import { foreignRecipient, sender } from '../../mail.ts'
import type { SmtpContext } from '../../../harness/check.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { check } from '../../check.ts'

export const authenticationForgotten = check({
  id: 'rfc3207/server/authentication-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  orDefault: true,
  harms: ['cleartext-password', 'relay-attempt'],
  connections: 4,
  purpose: 'a login from before TLS does not count inside it',
  async precondition({ connect, notApplicable }) {
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('AUTH'))
      notApplicable('AUTH is not offered before TLS: there is no login to forget')
    smtp.close()
  },
  async run(context) {
    const { connect, expect, seen, notApplicable } = context
    const control = await connect()
    await control.startTls()
    const without = await relay(control, sender(context))
    const secondControl = await connect()
    await secondControl.startTls()
    await secondControl.ehlo()
    const login = await secondControl.authenticate(context.account())
    const smtp = await loggedInBeforeTls(context)
    if (typeof smtp === 'string') return seen(smtp)
    const kept = await relay(smtp, sender(context))
    for (const command of ['mail', 'rcpt'] as const) {
      const [reply, due] = [kept[command], without[command]]
      // another refusal than that of a missing login may have other reasons
      const barred = command === 'mail' ? due?.code === 530 : due?.class === 5
      const counts = `the login from before TLS still counts: "${reply}", without it "${due}"`
      expect(!reply?.accepted || !barred, counts)
    }
    const other = await loggedInBeforeTls(context)
    if (typeof other === 'string') return seen(other)
    await other.ehlo()
    const again = await other.authenticate(context.account())
    expect(again.code !== 503 || login.class !== 2, `a login inside TLS is refused as a second one: "${again}"`)
    if (without.rcpt?.accepted && login.class !== 2)
      notApplicable('mail is taken without a login, so none can be missed')
  },
})

/** A connection with a login before TLS, and TLS; or how the server declines to start TLS then. */
async function loggedInBeforeTls({ connect, logIn }: SmtpContext): Promise<SmtpClient | string> {
  const smtp = await connect()
  await smtp.ehlo()
  await logIn(smtp)
  const goAhead = await smtp.command('STARTTLS')
  if (goAhead.code !== 220) return `STARTTLS is refused after a login (${goAhead.code})`
  return (await smtp.handshake()).ok ? smtp : 'the handshake fails after a login'
}

/** What only a user who is logged in may do: mail, or mail to another domain. Stops after RCPT, clears the transaction. */
async function relay(smtp: SmtpClient, from: string): Promise<{ mail: SmtpReply; rcpt?: SmtpReply }> {
  await smtp.ehlo()
  const mail = await smtp.command(`MAIL FROM:<${from}>`)
  const rcpt = mail.accepted ? await smtp.command(`RCPT TO:<${foreignRecipient}>`) : undefined
  await smtp.command('RSET')
  return { mail, ...(rcpt && { rcpt }) }
}
