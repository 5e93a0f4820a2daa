import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { check } from '../../check.ts'
import { recipient, sender, showsTransaction, taken } from '../../mail.ts'

export const transactionForgotten = check({
  id: 'rfc3207/server/transaction-forgotten',
  roles: ['smtp-server', 'submission-server'],
  decides: ['rfc3207-4.2-1'],
  purpose: 'a mail transaction begun before TLS is gone inside it',
  // the control makes errors, which some count: only where there is something to see
  async precondition(context) {
    const smtp = await context.connect()
    await smtp.ehloWithStartTls()
    const begun = await smtp.command(`MAIL FROM:<${sender(context)}>`)
    smtp.close()
    if (!begun.accepted) context.notApplicable(`no transaction can be begun before TLS: "${begun}"`)
  },
  async run(context) {
    const { connect, expect, notApplicable, seen } = context
    const [mail, rcpt] = [`MAIL FROM:<${sender(context)}>`, `RCPT TO:<${recipient(context)}>`]
    const control = await connect()
    await control.startTls()
    const fresh = await goOn(control, mail, rcpt)
    const smtp = await connect()
    await smtp.ehlo()
    const begun = await smtp.command(mail)
    if (!begun.accepted) notApplicable(`no transaction can be begun before TLS: "${begun}"`)
    const goAhead = await smtp.command('STARTTLS')
    if (goAhead.code !== 220) return seen(`STARTTLS is refused within a transaction (${goAhead.code})`)
    if (!(await smtp.handshake()).ok) return seen('the handshake fails within a transaction')
    const kept = await goOn(smtp, mail, rcpt)
    const stays = 'goes on with the MAIL from before it'
    expect(!showsTransaction(kept.rcpt, fresh.rcpt), `RCPT inside TLS ${stays}: "${kept.rcpt}"`)
    const { rcptAfterEhlo: afterEhlo } = kept
    expect(!showsTransaction(afterEhlo, fresh.rcptAfterEhlo), `RCPT after EHLO inside TLS ${stays}: "${afterEhlo}"`)
    const nested = kept.mail.code === 503 && fresh.mail.accepted
    expect(!nested, `a new MAIL inside TLS is refused as a second one: "${kept.mail}"`)
    if (taken(fresh.rcpt)) notApplicable('the server takes RCPT without MAIL, so whether it keeps one cannot be seen')
  },
})

/** Tries what only a transaction makes acceptable, then begins another one. */
async function goOn(smtp: SmtpClient, mail: string, rcpt: string) {
  const first = await smtp.command(rcpt)
  await smtp.ehlo()
  const replies = { rcpt: first, rcptAfterEhlo: await smtp.command(rcpt), mail: await smtp.command(mail) }
  smtp.close()
  return replies
}
