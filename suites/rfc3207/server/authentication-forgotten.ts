import { foreignRecipient, sender } from '../../mail.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { check } from '../../check.ts'

export const authenticationForgotten = check({
  id: 'rfc3207/server/authentication-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  setUp: 'cleartext-auth',
  orDefault: true,
  harms: ['cleartext-password', 'relay-attempt'],
  purpose: 'a login from before TLS does not count inside it',
  async precondition({ connect, notApplicable }) {
    const smtp = await connect()
    if (!(await smtp.ehlo()).includes('AUTH'))
      notApplicable('AUTH is not offered before TLS: there is no login to forget')
    smtp.close()
  },
  async run(context) {
    const { connect, logIn, expect, seen, notApplicable } = context
    const control = await connect()
    await control.startTls()
    const without = await relay(control, sender(context))
    const smtp = await connect()
    await smtp.ehlo()
    await logIn(smtp)
    const goAhead = await smtp.command('STARTTLS')
    if (goAhead.code !== 220) return seen(`STARTTLS is refused after a login (${goAhead.code})`)
    if (!(await smtp.handshake()).ok) return seen('the handshake fails after a login')
    const kept = await relay(smtp, sender(context))
    expect(
      !kept.accepted || without.accepted,
      `the login from before TLS still counts: "${kept}", without it "${without}"`,
    )
    const again = await smtp.authenticate(context.account())
    expect(again.code !== 503, `a login inside TLS is refused as a second one: "${again}"`)
    if (without.accepted && again.class !== 2) notApplicable('mail is taken without a login, so none can be missed')
    smtp.close()
  },
})

/** What only a user who is logged in may do: mail to another domain. Stops after RCPT and clears the transaction. */
async function relay(smtp: SmtpClient, from: string) {
  await smtp.ehlo()
  const mail = await smtp.command(`MAIL FROM:<${from}>`)
  const reply = mail.accepted ? await smtp.command(`RCPT TO:<${foreignRecipient}>`) : mail
  await smtp.command('RSET')
  return reply
}
