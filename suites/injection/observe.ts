import type { Context } from '../../harness/check.ts'
import type { Answer, Dialogue } from '../../harness/dialogue/dialogue.ts'
import { isMailtlsError, MailtlsError } from '../../harness/errors.ts'
import { endOfSession } from '../end-of-session.ts'
import type { Payload } from './attacks.ts'
import type { Answers, Dialect, Source } from './dialect.ts'
import { isLate } from './late.ts'

/** What came of a payload. `answers` are to the commands sent inside TLS and may be more than those. */
export type Observation =
  | { outcome: 'refused'; by: Answer }
  | { outcome: 'closed' }
  | { outcome: 'no-tls'; how: string; text: string; goAhead: Answer; cleartext: readonly Answer[] }
  | { outcome: 'tls'; answers: readonly Answer[]; cleartext: readonly Answer[] }

/** Sends the payload, starts TLS, and runs `script` inside. */
export async function observe(
  dialogue: Dialogue,
  dialect: Dialect,
  payload: Payload,
  script: readonly string[],
  unknown?: string,
): Promise<Observation> {
  const [first, ...rest] = payload.writes
  const before = dialect.answers(dialogue.peer)
  dialogue.send(first)
  if (payload.answersFirst) {
    const answer = await before.next().catch(endOfSession)
    if (!answer) return { outcome: 'closed' }
    if (!answer.accepted) return { outcome: 'refused', by: answer }
  }
  if (payload.lateBy === undefined) rest.forEach((write) => dialogue.send(write))
  const goAhead = await before.next().catch(endOfSession)
  if (!goAhead) return { outcome: 'closed' }
  if (!dialect.isGoAhead(goAhead)) return { outcome: 'refused', by: goAhead }
  const place = before.all.length
  const noTls = (how: string, text: string): Observation => {
    // what follows may show that it was none
    const [last, ...cleartext] = before.all.slice(place - 1)
    return { outcome: 'no-tls', how, text, goAhead: last!, cleartext }
  }
  if (payload.silentBehind === 'go-ahead') {
    await endsUnasked(before)
    return noTls('not begun', 'no handshake was begun')
  }
  if (payload.lateBy !== undefined) {
    rest.forEach((write) => dialogue.send(write))
    await dialogue.peer.pause(payload.lateBy)
  }
  const handshake = await dialogue.handshake()
  if (!handshake.ok) {
    if (handshake.by === 'plaintext') await answersInstead(dialogue, before)
    return noTls(handshake.by, handshake.text)
  }
  const silent = payload.silentBehind === 'handshake'
  const answers = silent ? await unasked(dialogue, dialect) : await converse(dialogue, dialect, script, unknown)
  return { outcome: 'tls', answers, cleartext: await answersIn(dialogue.peer.besideTls, dialect) }
}

/** Reads the answers that come in cleartext where a handshake was due, to the end of the connection, as far as it is that language. */
async function answersInstead({ peer }: Dialogue, answers: Answers): Promise<void> {
  peer.halfClose()
  try {
    for (;;) await oneMore(answers)
  } catch (error) {
    if (!isMailtlsError(error, 'ended', 'closing', 'not-the-protocol', 'tls-instead-of-plaintext')) throw error
  }
}

/** What comes inside TLS though nothing is asked, and then the end; nothing where that takes its time. */
async function unasked({ peer }: Dialogue, dialect: Dialect): Promise<readonly Answer[]> {
  const answers = dialect.answers(peer)
  return (await endsUnasked(answers)) ? answers.all : []
}

/** Reads what comes though nothing is asked: whether the session ends in time. */
async function endsUnasked(answers: Answers): Promise<boolean> {
  try {
    for (;;) if (await isLate(oneMore(answers))) return false
  } catch (error) {
    if (!isMailtlsError(error, 'ended', 'closing', 'not-the-protocol', 'tls-instead-of-plaintext')) throw error
    return true
  }
}

/** The whole answers in a text, such as the plaintext that came between TLS records. */
export async function answersIn(text: string, dialect: Dialect): Promise<readonly Answer[]> {
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
 * is ended behind them, for servers that leave that to the client. Stops where the answer to `unknown` takes its time.
 */
export async function converse(
  dialogue: Dialogue,
  dialect: Dialect,
  script: readonly string[],
  unknown?: string,
): Promise<readonly Answer[]> {
  const answers = dialect.answers(dialogue.peer)
  try {
    for (const command of script) {
      dialogue.send(`${command}\r\n`)
      const answer = answers.next()
      if (command === unknown && (await isLate(answer))) return [...answers.all]
      await answer
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

/** What the same dialogue looks like without the payload. */
export interface Expected {
  /** whether hello was said without what the server hangs up on */
  briefly: boolean
  /** shapes of answers that injected commands would draw */
  own: readonly string[]
  script: readonly string[]
  answers: readonly Answer[]
  /** the answer to an unknown command; undefined where there is none, or none in time */
  toUnknown?: Answer
}

/**
 * The same dialogue without the payload. The fence is an unknown command, which some servers hang up on or think about for
 * longer than a check may take: then hello stands for it once more, and it is by their number that answers tell.
 */
export async function control(context: Context, dialect: Dialect, first: readonly string[] = []): Promise<Expected> {
  const { briefly, own, dialogue } = await greeted(context, dialect)
  const [hello, fence, farewell] = dialect.script(dialogue)
  const script = [...first, hello, fence, farewell]
  const { answers } = await plainly(dialogue, dialect, script, fence)
  // a server may close behind the fence: then it does so with the attack, too
  const toUnknown = answers[script.indexOf(fence)]
  if (toUnknown && isComplete(answers, dialect)) return { briefly, own, script, answers, toUnknown }
  const known = [...first, hello, hello, farewell]
  const others = await plainly((await greeted(context, dialect, briefly)).dialogue, dialect, known)
  if (others.answers.length >= known.length && isComplete(others.answers, dialect)) {
    return { briefly, own, script: known, answers: others.answers }
  }
  const failed = 'the same dialogue without the attack gets no answers inside TLS'
  return context.inconclusive('control-failed', `${failed}: ${others.how}`)
}

function isComplete(answers: readonly Answer[], { isClosing }: Dialect): boolean {
  return !answers.some((answer) => isClosing(answer))
}

/** A dialogue in which hello has been said, `briefly` where the server hangs up otherwise. Inconclusive where TLS is not offered. */
async function greeted({ connect, inconclusive }: Context, dialect: Dialect, briefly?: boolean) {
  const say = async (short: boolean) => {
    const dialogue = await connect()
    return { dialogue, briefly: short, ...(await dialect.hello(dialogue, short)) }
  }
  const said = (briefly ? undefined : await say(false).catch(endOfSession)) ?? (await say(true))
  if (!said.offered) inconclusive('starttls-not-offered', 'STARTTLS not offered')
  return said
}

/** The answers inside TLS where nothing is injected, and how that ended. */
async function plainly(
  dialogue: Dialogue,
  dialect: Dialect,
  script: readonly string[],
  unknown?: string,
): Promise<{ answers: readonly Answer[]; how: string }> {
  const seen = await observe(dialogue, dialect, { writes: [`${dialect.upgrade.join('')}\r\n`] }, script, unknown)
  dialogue.peer.close()
  return { answers: seen.outcome === 'tls' ? seen.answers : [], how: endingOf(seen, dialogue.peer.endText) }
}

function endingOf(seen: Observation, endText: string): string {
  if (seen.outcome === 'refused') return `STARTTLS draws "${seen.by}"`
  if (seen.outcome === 'no-tls') return seen.text
  const last = seen.outcome === 'tls' && seen.answers.at(-1)
  return `the connection ended (${endText || 'by us'})${last ? ` after "${last}"` : ''}`
}
