import type { Account, Capabilities, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import type { Means } from './means.ts'

/** What came of one login, in full: it is compared with another one. */
export interface Attempt {
  /** the wording of each answer, the end of the connection among them */
  answers: string[]
  letIn: boolean
  /** between the last line that was sent and its answer */
  milliseconds: number
}

/** Tries to log in on a connection of its own, and looks whether the connection outlives the answer. */
export async function attemptLogin(
  open: () => Promise<Dialogue>,
  { logIn }: Means,
  account: Account,
): Promise<Attempt> {
  const dialogue = await open()
  if (dialogue instanceof SmtpClient) await dialogue.ehlo()
  const attempt: Attempt = { answers: [], letIn: false, milliseconds: 0 }
  try {
    let asked = performance.now()
    for await (const answer of logIn(dialogue, account)) {
      attempt.answers.push(answer.wording)
      attempt.letIn = answer.accepted && answer.challenge === undefined
      attempt.milliseconds = Math.round(performance.now() - asked)
      asked = performance.now()
    }
    // answered, whatever the answer: POP3 has no such command before a login
    await dialogue.command('NOOP')
  } catch (error) {
    if (!isMailtlsError(error, 'ended', 'closing')) throw error
    // some say OK and then goodbye
    attempt.letIn = false
    attempt.answers.push(error.code === 'closing' ? error.message : 'the connection ends')
  }
  dialogue.close()
  return attempt
}

/** What a server lists where a dialogue begins. */
export async function listedOn(open: () => Promise<Dialogue>): Promise<{ dialogue: Dialogue; listed: Capabilities }> {
  const dialogue = await open()
  const listed = await dialogue.capabilities()
  dialogue.close()
  return { dialogue, listed }
}
