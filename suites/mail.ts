import { randomUUID } from 'node:crypto'
import type { Context } from '../harness/check.ts'
import type { SmtpClient } from '../harness/dialogue/smtp-client.ts'
import type { SmtpReply } from '../harness/dialogue/smtp-reply.ts'

/** A recipient at a domain that cannot exist (RFC 2606): who takes mail for it relays. */
export const foreignRecipient = 'probe@example.invalid'

/** Whom our mail comes from: nobody, which every port 25 takes (RFC 5321, section 4.5.5), and on submission the mailbox. */
export function sender({ role, mailbox }: Context): string {
  return role === 'submission-server' ? (mailbox ?? '') : ''
}

/** A recipient that the subject has: its mailbox, or postmaster, which needs no domain (RFC 5321, section 4.1.1.3). */
export function recipient({ mailbox }: Context): string {
  return mailbox ?? 'postmaster'
}

/** The subject's own mailbox; inconclusive where none was given. */
function ownMailbox({ mailbox, inconclusive }: Context): string {
  return mailbox ?? inconclusive('mailbox-missing', 'no mailbox was given: name one with --mailbox')
}

/** A name for a message, to find it again. */
export function newMessageId({ runId }: Context): string {
  return `${randomUUID()}.${runId}@mailtls.invalid`
}

/** A message to the subject's own mailbox that says what it is; `purpose` stands in its subject line. */
export function testMessage(context: Context, purpose: string, messageId = newMessageId(context)): string {
  return [
    `From: <${ownMailbox(context)}>`,
    `To: <${ownMailbox(context)}>`,
    `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageId}>`,
    `Subject: mailtls: ${purpose}`,
    'Auto-Submitted: auto-generated',
    '',
    `This message was sent by mailtls, run ${context.runId}.`,
  ].join('\r\n')
}

/**
 * Offers mail for the subject's own mailbox as a sender does here, after a login on submission, and takes it back.
 * Returns the first refusal; undefined when all was accepted.
 */
export async function offerMail(smtp: SmtpClient, context: Context): Promise<SmtpReply | undefined> {
  const ehlo = await smtp.tryEhlo()
  if (!ehlo.accepted) return ehlo
  if (context.role === 'submission-server') {
    const login = await smtp.authenticate(context.account())
    if (login.class !== 2) return login
  }
  for (const line of [`MAIL FROM:<${sender(context)}>`, `RCPT TO:<${recipient(context)}>`]) {
    const reply = await smtp.command(line)
    if (!reply.accepted) return reply
  }
  await smtp.command('RSET')
  return undefined
}

/** Sends a message to the subject's own mailbox. Returns the first refusal; undefined when it was taken. */
export async function deliver(
  smtp: SmtpClient,
  context: Context,
  purpose: string,
  messageId?: string,
): Promise<SmtpReply | undefined> {
  for (const line of [`MAIL FROM:<${sender(context)}>`, `RCPT TO:<${ownMailbox(context)}>`]) {
    const reply = await smtp.command(line)
    if (!reply.accepted) return reply
  }
  const reply = await smtp.data(testMessage(context, purpose, messageId))
  return reply.accepted ? undefined : reply
}

/** Replies to RCPT that take the recipient (RFC 5321, section 4.3.2). */
export function taken({ code }: SmtpReply): boolean {
  return [250, 251, 252].includes(code)
}

/**
 * Whether a reply to RCPT shows a transaction, `without` being the reply where there is none: that must be a refusal for
 * good, since greylisting refuses whoever comes first.
 */
export function showsTransaction(reply: SmtpReply, without: SmtpReply): boolean {
  return without.class === 5 && taken(reply)
}
