import { isMailtlsError } from '../errors.ts'
import type { Account, Answer, Dialogue } from './dialogue.ts'
import { ImapAnswer } from './imap-response.ts'
import { Pop3Reply } from './pop3-reply.ts'
import { SmtpReply } from './smtp-reply.ts'

/** ms before each new try of a login: whoever else holds the maildrop, one of our own checks perhaps, is soon through. */
export const loginPauses: readonly number[] = [50, 150, 400, 1000]

/** A session has the maildrop to itself, and older servers tell so in words alone (RFC 1939, section 4). */
const locked = /^(?=.*\b(mail ?(drop|box)|spool)\b)(?=.*\b(lock|locked|in use|busy)\b)/i

/** Whether an answer says "not now": RFC 5321, section 4.2.1; RFC 5530; RFC 2449, section 8.1 and RFC 3206. */
export function isTemporary(answer: Answer | undefined): boolean {
  if (answer instanceof SmtpReply) return answer.class === 4
  if (answer instanceof ImapAnswer) return /^NO \[(UNAVAILABLE|INUSE|LIMIT)[\] ]/i.test(answer.text)
  if (!(answer instanceof Pop3Reply) || answer.accepted) return false
  return /^\[(SYS\/TEMP|IN-USE|LOGIN-DELAY)[\] ]/i.test(answer.text) || locked.test(answer.text)
}

/** What to do about a refusal for the moment. */
export function adviceOnTemporary(answer: Answer): string {
  return /\[IN-?USE[\] ]/i.test(`${answer}`) || (answer instanceof Pop3Reply && locked.test(answer.text))
    ? 'the mailbox is in use: end what else reads it, and try again'
    : 'refused for the moment: try again later'
}

/** Logs in, on the same connection again and again while that is refused for the moment; the last answer. */
export async function logInPatiently(dialogue: Dialogue, account: Account): Promise<Answer> {
  let answer = await dialogue.authenticate(account)
  for (const pause of loginPauses) {
    if (!isTemporary(answer)) break
    await dialogue.peer.pause(pause)
    const next = await dialogue.authenticate(account).catch((error: unknown) => {
      // it may close the connection behind the refusal
      if (!isMailtlsError(error, 'ended', 'closing')) throw error
    })
    if (!next) break
    answer = next
  }
  return answer
}
