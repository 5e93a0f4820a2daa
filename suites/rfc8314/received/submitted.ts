import type { Context } from '../../../harness/check.ts'
import { ImapClient } from '../../../harness/dialogue/imap-client.ts'
import { clauseOf, receivedFields, type ReceivedField } from '../../../harness/dialogue/received.ts'
import type { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import type { TlsFacts } from '../../../harness/wire/tls-session.ts'
import { deliver, newMessageId } from '../../mail.ts'

/** A message that was sent and read back: the trace field of the server that took it, and how it was sent. */
export interface Submitted {
  field: ReceivedField
  facts?: TlsFacts
}

/** How long to let pass between two looks into the mailbox, in ms; it decides nothing. */
const betweenLooks = 50

/**
 * Sends a message to the subject's own mailbox over this connection, after a login on submission, and reads it back. The
 * field is the last one of its header: the message came without any, and what it passed through later stands above.
 */
export async function submit(smtp: SmtpClient, context: Context<SmtpClient>): Promise<Submitted> {
  const advice = 'nothing reads the mailbox: name an imaps:// or pop3s:// endpoint of the same account'
  const { connectToInbox = context.inconclusive('inbox-missing', advice) } = context
  await smtp.ehlo()
  if (context.role === 'submission-server') await context.logIn(smtp)
  const messageId = newMessageId(context)
  const refusal = await deliver(smtp, context, 'what the trace field says', messageId)
  if (refusal) context.inconclusive('mail-refused', `the message was refused: "${refusal}"`)
  const facts = smtp.peer.tls
  smtp.close()
  const field = receivedFields(await headerOf(messageId, connectToInbox, context)).at(-1)
  if (!field || /^LMTP/i.test(clauseOf(field, 'with') ?? '')) {
    return context.notApplicable('the server writes no Received field of its own')
  }
  // whoever writes about another connection is not the server that we spoke to
  const ours = smtp.name.replace(/^\[(?:IPv6:)?|\]$/g, '')
  if (!field.text.includes(ours) || (isLoopback(ours) && namesAnother(field, ours))) {
    context.inconclusive('received-of-another', `the last Received field does not name ${ours}, as we called ourselves`)
  }
  return { field, ...(facts && { facts }) }
}

const isLoopback = (address: string) => address === '::1' || address.startsWith('127.')

/** From one machine, a filter behind the server has the same address to write about: what it calls its peer tells them apart. */
function namesAnother(field: ReceivedField, ours: string): boolean {
  const helo = /\b(?:HELO|EHLO)[ =]([^\s()]+)/i.exec(field.text)?.[1]
  const name = helo ?? clauseOf(field, 'from') ?? ''
  return !name.includes(ours) && !/^(?:localhost\b|unknown$)/i.test(name)
}

/** The header of our message, as soon as it can be read; the time bound of the check ends the wait. */
async function headerOf(
  messageId: string,
  connect: NonNullable<Context['connectToInbox']>,
  { ifLate }: Context,
): Promise<string> {
  let reader = await connect()
  for (;;) {
    const header =
      reader instanceof ImapClient ? await reader.header(messageId) : (await reader.find(messageId))?.header
    if (header !== undefined) {
      reader.close()
      return header
    }
    ifLate('not-delivered', 'the message was taken, but did not come into the mailbox')
    await reader.peer.pause(betweenLooks)
    if (reader instanceof ImapClient) continue
    // within a POP3 session nothing new is seen
    reader.close()
    reader = await connect()
  }
}
