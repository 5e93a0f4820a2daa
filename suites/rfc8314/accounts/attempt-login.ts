import type { Connecting } from '../../../harness/check.ts'
import type { Account, Answer, Capabilities, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { SmtpClient } from '../../../harness/dialogue/smtp-client.ts'
import { isMailtlsError } from '../../../harness/errors.ts'
import { patiently } from '../../temporary.ts'
import type { Means } from './means.ts'

/** What came of one login, in full: it is compared with another one. */
export interface Attempt {
  /** the wording of each answer, the end of the connection among them */
  answers: string[]
  letIn: boolean
  /** the last answer, where it is no login */
  refusal?: Answer
  /** between the last line that was sent and its answer */
  milliseconds: number
}

/** How an attempt gets its connections, and spaces them. */
export type Opening = Pick<Connecting, 'connect' | 'pause'>

/**
 * Tries to log in on a connection of its own, and looks whether the connection outlives a login, or any answer where
 * refusals are compared. Where that is "not now" it is tried again.
 */
export async function attemptLogin(
  opening: Opening,
  means: Means,
  account: Account,
  outlives: 'a login' | 'any answer' = 'a login',
): Promise<Attempt> {
  return await patiently(
    opening,
    () => attemptOnce(opening, means, account, outlives === 'any answer'),
    ({ refusal }) => refusal,
  )
}

async function attemptOnce(
  { connect }: Opening,
  { logIn }: Means,
  account: Account,
  evenRefused: boolean,
): Promise<Attempt> {
  const dialogue = await connect()
  if (dialogue instanceof SmtpClient) await dialogue.ehlo()
  const attempt: Attempt = { answers: [], letIn: false, milliseconds: 0 }
  try {
    // oxlint-disable-next-line no-restricted-properties -- told, and never judged
    const now = () => performance.now()
    let asked = now()
    for await (const answer of logIn(dialogue, account)) {
      attempt.answers.push(answer.wording)
      attempt.letIn = answer.accepted && answer.challenge === undefined
      attempt.refusal = attempt.letIn ? undefined : answer
      attempt.milliseconds = Math.round(now() - asked)
      asked = now()
    }
    // answered, whatever the answer: POP3 has no such command before a login
    if (attempt.letIn || evenRefused) await dialogue.command('NOOP')
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
