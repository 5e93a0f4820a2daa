import { sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const starttlsInTransaction = check({
  id: 'rfc3207/server/starttls-in-transaction',
  roles: ['smtp-server', 'submission-server'],
  records: [],
  purpose: 'how STARTTLS is answered within a mail transaction',
  async run(context) {
    const smtp = await context.connect()
    await smtp.ehlo()
    const mail = await smtp.command(`MAIL FROM:<${sender(context)}>`)
    if (!mail.accepted) context.notApplicable(`no transaction can be begun before TLS: "${mail}"`)
    context.seen(`${(await smtp.command('STARTTLS')).code}`)
    smtp.peer.close()
  },
})
