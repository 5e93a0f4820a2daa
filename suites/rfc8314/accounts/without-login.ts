import type { Context, SmtpContext } from '../../../harness/check.ts'
import type { Answer, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { foreignRecipient, sender } from '../../mail.ts'

/** The answer to what only a login permits: the mailbox, or mail to another domain, which is not sent. */
export async function withoutLogin(dialogue: Dialogue, context: Context): Promise<Answer> {
  if (dialogue instanceof ImapClient) return await dialogue.command('SELECT INBOX')
  if (dialogue instanceof SmtpClient) return await envelope(dialogue, sender(context), foreignRecipient)
  return await dialogue.command('STAT')
}

/** MAIL and RCPT, taken back: the refusal, or the answer to RCPT. EHLO comes first. */
export async function envelope(smtp: SmtpClient, from: string, to: string) {
  const mail = await smtp.command(`MAIL FROM:<${from}>`)
  if (!mail.accepted) return mail
  const rcpt = await smtp.command(`RCPT TO:<${to}>`)
  await smtp.command('RSET')
  return rcpt
}

/** Inconclusive where mail that is refused without a login is refused behind one, too. */
export async function throwIfRefusedAnyway(context: SmtpContext, to: string): Promise<void> {
  const { connectSecurely, logIn, inconclusive } = context
  const smtp = await connectSecurely()
  await smtp.ehlo()
  await logIn(smtp)
  const answer = await envelope(smtp, sender(context), to)
  smtp.close()
  if (!answer.accepted) inconclusive('refused-anyway', `the same mail behind a login draws "${answer}"`)
}
