import type { Answer } from '../harness/dialogue/dialogue.ts'
import { ImapAnswer } from '../harness/dialogue/imap-response.ts'
import { Pop3Reply } from '../harness/dialogue/pop3-reply.ts'
import { SmtpReply } from '../harness/dialogue/smtp-reply.ts'
import { Inconclusive } from '../harness/verdict.ts'

const tries = 3

/** Whether an answer says "not now": RFC 5321, section 4.2.1; RFC 5530; RFC 2449, section 8.1 and RFC 3206. */
export function isTemporary(answer: Answer | undefined): boolean {
  if (answer instanceof SmtpReply) return answer.class === 4
  if (answer instanceof ImapAnswer) return /^NO \[(UNAVAILABLE|INUSE|LIMIT)[\] ]/i.test(answer.text)
  if (!(answer instanceof Pop3Reply) || answer.accepted) return false
  return /^\[(SYS\/TEMP|IN-USE|LOGIN-DELAY)[\] ]/i.test(answer.text)
}

/** Tries again, each time on a connection of its own, while the refusal is temporary: what came of the last try. */
export async function patiently<T>(attempt: () => Promise<T>, refusal: (outcome: T) => Answer | undefined): Promise<T> {
  for (let left = tries; ; left--) {
    const outcome = await attempt()
    if (left === 1 || !isTemporary(refusal(outcome))) return outcome
  }
}

/**
 * The answer that is due, within three tries, each on a connection of its own; else one that came instead of it and is to
 * be blamed, since it came twice. Inconclusive where it is temporary.
 */
export async function twice<A extends Answer>(
  ask: () => Promise<A | undefined>,
  isDue: (answer: A | undefined) => boolean,
): Promise<A | undefined> {
  let refusals = 0
  for (let left = tries; ; left--) {
    const answer = await ask()
    if (isDue(answer) || (!isTemporary(answer) && ++refusals === 2)) return answer
    if (left === 1) notNow(answer)
  }
}

/** Ends a check in which "not now" is all that can be had. */
export function notNow(answer: unknown): never {
  throw new Inconclusive('temporary-refusal', `refused for the moment, and again and again: "${answer}"`)
}
