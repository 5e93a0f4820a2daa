import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
import { recipient, sender } from '../../mail.ts'
import { check } from '../../check.ts'

export const transactionForgotten = check({
  id: 'rfc3207/server/transaction-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a mail transaction begun before TLS is gone inside it',
  async run(context) {
    const { connect, expect, notApplicable, seen } = context
    const [mail, rcpt] = [`MAIL FROM:<${sender(context)}>`, `RCPT TO:<${recipient(context)}>`]
    const smtp = await connect()
    await smtp.ehlo()
    const begun = await smtp.command(mail)
    if (!begun.accepted) notApplicable(`no transaction can be begun before TLS: "${begun}"`)
    const goAhead = await smtp.command('STARTTLS')
    if (goAhead.class === 5) return seen(`STARTTLS is refused within a transaction (${goAhead.code})`)
    if (!(await smtp.handshake()).ok) return seen('the handshake fails within a transaction')
    const before = await smtp.command(rcpt)
    expect(!taken(before), `RCPT inside TLS goes on with the MAIL from before it: "${before}"`)
    await smtp.ehlo()
    const after = await smtp.command(rcpt)
    expect(!taken(after), `RCPT after EHLO inside TLS goes on with the MAIL from before it: "${after}"`)
    const fresh = await smtp.command(mail)
    await smtp.command('RSET')
    const afterReset = await smtp.command(mail)
    expect(fresh.accepted || !afterReset.accepted, `a new MAIL inside TLS is refused ("${fresh}") until RSET`)
    smtp.close()
  },
})

/** Replies to RCPT that take the recipient (RFC 5321, section 4.3.2). */
function taken({ code }: SmtpReply): boolean {
  return [250, 251, 252].includes(code)
}
