import type { Context } from '../../../harness/check.ts'
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
