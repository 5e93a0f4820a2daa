import type { SmtpContext } from '../../../harness/check.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { SmtpReply } from '../../../harness/dialogue/smtp-reply.ts'
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
    await judgeRecipients(context, mail, rcpt)
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

/** The recipients alone may be kept: what shows them is DATA behind a MAIL of its own. */
async function judgeRecipients({ connect, expect, seen }: SmtpContext, mail: string, rcpt: string): Promise<void> {
  const smtp = await connect()
  await smtp.ehlo()
  for (const line of [mail, rcpt]) {
    const reply = await smtp.command(line)
    // greylisting, or a login that is due: there is nothing to keep
    if (!reply.accepted) return seen(`no recipient is taken before TLS (${reply.code})`)
  }
  const goAhead = await smtp.askForTls()
  if (goAhead.code !== 220) return seen(`STARTTLS is refused behind a recipient (${goAhead.code})`)
  if (!(await smtp.handshake()).ok) return seen('the handshake fails behind a recipient')
  const kept = await dataWithoutRcpt(smtp, mail)
  if (kept?.code !== 354) return
  const control = await connect()
  await control.startTls()
  const due = await dataWithoutRcpt(control, mail)
  // who takes DATA at any time refuses the message (RFC 5321, section 3.3); which recipients it has cannot be seen
  expect(due?.class !== 5, `DATA inside TLS goes on with the RCPT from before it: "${kept}", without that "${due}"`)
  seen(`DATA without RCPT draws ${due?.code ?? 'nothing, since MAIL is refused'}`)
}

/** Begins a transaction without recipients; what DATA draws, and nothing where MAIL is refused. No message is sent. */
async function dataWithoutRcpt(smtp: SmtpClient, mail: string): Promise<SmtpReply | undefined> {
  await smtp.ehlo()
  const data = (await smtp.command(mail)).accepted ? await smtp.command('DATA') : undefined
  // behind 354 QUIT would be a line of the message
  if (data?.code === 354) smtp.peer.close()
  else smtp.close()
  return data
}
