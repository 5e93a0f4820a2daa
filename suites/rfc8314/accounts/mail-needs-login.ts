import { sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const mailNeedsLogin = check({
  id: 'rfc8314/server/mail-needs-login',
  roles: ['submission-server'],
  ports: 'any',
  decides: ['imp-rfc6409-4.3-1'],
  purpose: 'without a login MAIL is refused, and not only RCPT behind it',
  async run(context) {
    const smtp = await context.connectSecurely()
    await smtp.ehlo()
    const mail = await smtp.command(`MAIL FROM:<${sender(context)}>`)
    context.expect(!mail.accepted, `MAIL draws "${mail}" without a login`)
    smtp.close()
  },
})
