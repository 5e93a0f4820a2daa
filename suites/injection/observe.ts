import type { Context } from '../../harness/check.ts'
import type { Answer, Dialogue } from '../../harness/dialogue/dialogue.ts'
import { isMailtlsError, MailtlsError } from '../../harness/errors.ts'
import type { Payload } from './attacks.ts'
import type { Answers, Dialect, Source } from './dialect.ts'

/** What came of a payload. `answers` are to the commands sent inside TLS and may be more than those. */
export type Observation =
  | { outcome: 'refused'; by: Answer }
  | { outcome: 'closed' }
  | { outcome: 'no-tls'; how: string; cleartext: readonly Answer[] }
  | { outcome: 'tls'; answers: readonly Answer[]; cleartext: readonly Answer[] }

/** Sends the payload, starts TLS, and runs `script` inside. */
export async function observe(
  dialogue: Dialogue,
  dialect: Dialect,
  payload: Payload,
  script: readonly string[],
): Promise<Observation> {
  const [first, ...rest] = payload.writes
  const before = dialect.answers(dialogue.peer)
  dialogue.send(first)
  if (payload.answersFirst) {
    const answer = await before.next()
    if (!answer.accepted) return { outcome: 'refused', by: answer }
  }
  if (payload.lateBy === undefined) rest.forEach((write) => dialogue.send(write))
  const goAhead = await before.next().catch(endOfSession)
  if (!goAhead) return { outcome: 'closed' }
  if (!dialect.isGoAhead(goAhead)) return { outcome: 'refused', by: goAhead }
  if (payload.lateBy !== undefined) {
    rest.forEach((write) => dialogue.send(write))
    await dialogue.peer.pause(payload.lateBy)
  }
  const handshake = await dialogue.handshake()
  if (!handshake.ok) {
    const cleartext = handshake.by === 'plaintext' ? await answersInstead(dialogue, dialect) : []
    return { outcome: 'no-tls', how: handshake.by, cleartext }
  }
  const answers = await converse(dialogue, dialect, script)
  return { outcome: 'tls', answers, cleartext: await answersIn(dialogue.peer.besideTls, dialect) }
}

function endOfSession(error: unknown): undefined {
  if (!isMailtlsError(error, 'ended', 'closing')) throw error
}

/** The answers that come in cleartext where a handshake was due, to the end of the connection; none where it is no such language. */
async function answersInstead({ peer }: Dialogue, dialect: Dialect): Promise<readonly Answer[]> {
  const answers = dialect.answers(peer)
  peer.halfClose()
  try {
    for (;;) await oneMore(answers)
  } catch (error) {
    if (!isMailtlsError(error, 'ended', 'closing', 'not-the-protocol', 'tls-instead-of-plaintext')) throw error
    return answers.all
  }
}

/** The whole answers in plaintext that came between TLS records. */
async function answersIn(text: string, dialect: Dialect): Promise<readonly Answer[]> {
  const answers = dialect.answers(sourceOf(text))
  try {
    for (;;) await answers.next()
  } catch (error) {
    if (!(error instanceof RangeError) && !isMailtlsError(error, 'not-the-protocol')) throw error
    return answers.all
  }
}

/** Lines of a text. Throws RangeError behind the last; a literal is none that would come there. */
function sourceOf(text: string): Source {
  const lines = text.split('\r\n').slice(0, -1)
  const none = () => Promise.reject(new RangeError('no more lines'))
  return { line: () => (lines.length > 0 ? Promise.resolve(lines.shift()!) : none()), exactly: none }
}

/**
 * Runs commands one by one, the last of which ends the session, and reads whatever else comes before the end. Our half
 * is ended behind them, for servers that leave that to the client.
 */
export async function converse(
  dialogue: Dialogue,
  dialect: Dialect,
  script: readonly string[],
): Promise<readonly Answer[]> {
  const answers = dialect.answers(dialogue.peer)
  try {
    for (const command of script) {
      dialogue.send(`${command}\r\n`)
      await answers.next()
    }
    // not before the farewell is answered: what is owed may still be on its way
    while (!dialect.hasFarewell(answers.all)) await oneMore(answers)
    dialogue.peer.halfClose()
    for (;;) await oneMore(answers)
  } catch (error) {
    if (!isMailtlsError(error, 'ended', 'closing')) throw error
    return answers.all
  }
}

const maximumAnswers = 500

/** Reads one more answer. Throws `too-long` for a server that never stops. */
async function oneMore(answers: Answers): Promise<void> {
  if (answers.all.length >= maximumAnswers) {
    throw new MailtlsError('too-long', `expected the end of the session, found more than ${maximumAnswers} answers`)
  }
  await answers.next()
}

/** The same dialogue without the payload: what the answers look like when nothing was injected. */
export async function control({ connect, inconclusive }: Context, dialect: Dialect, first?: string) {
  const dialogue = await connect()
  const { offered, own } = await dialect.hello(dialogue)
  if (!offered) inconclusive('starttls-not-offered', 'STARTTLS not offered')
  const [hello, fence, farewell] = dialect.script(dialogue)
  const script = [...(first ? [first] : []), hello, fence, farewell]
  const seen = await observe(dialogue, dialect, { writes: [`${dialect.upgrade.join('')}\r\n`] }, script)
  const answers = seen.outcome === 'tls' ? seen.answers : []
  // a server may close behind the fence, an unknown command: then it does so with the attack, too
  const toFence = answers[script.indexOf(fence)]
  if (!toFence || answers.some((answer) => dialect.isClosing(answer)))
    return inconclusive('control-failed', 'the same dialogue without the attack gets no answers inside TLS')
  return { own, script, answers, toFence }
}
