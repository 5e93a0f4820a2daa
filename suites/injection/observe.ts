import type { SmtpContext } from '../../harness/check.ts'
import type { SmtpClient } from '../../harness/dialogue/smtp-client.ts'
import { readReply, type SmtpReply } from '../../harness/dialogue/smtp-reply.ts'
import { isMailtlsError, MailtlsError } from '../../harness/errors.ts'

/** What goes out around STARTTLS, each element in a segment of its own. */
export interface Payload {
  writes: readonly [string, ...string[]]
  /** the first write holds a whole command, too, whose answer is awaited: then the second cannot come together with it */
  answersFirst?: boolean
  /** the later writes go out after the go-ahead, this many ms before the ClientHello */
  lateBy?: number
}

/** What came of a payload. `answers` are to the commands sent inside TLS and may be more than those. */
export type Observation =
  | { outcome: 'refused'; by: SmtpReply }
  | { outcome: 'no-tls'; how: string; cleartext: SmtpReply[] }
  | { outcome: 'tls'; answers: SmtpReply[]; cleartext: SmtpReply[] }

/** The command whose answer shows that nothing was run out of turn: no extension has it. */
export const fence = 'XFENCE'

/** Inside TLS: EHLO, a fence, and QUIT, so that every answer that is still to come has come when the server closes. */
export function fencedScript({ name }: SmtpClient): string[] {
  return [`EHLO ${name}`, fence, 'QUIT']
}

/** Sends the payload, starts TLS, and runs `script` inside. */
export async function observe(smtp: SmtpClient, payload: Payload, script: readonly string[]): Promise<Observation> {
  const [first, ...rest] = payload.writes
  smtp.send(first)
  if (payload.answersFirst) {
    const answer = await smtp.reply()
    if (!answer.accepted) return { outcome: 'refused', by: answer }
  }
  if (payload.lateBy === undefined) rest.forEach((write) => smtp.send(write))
  const goAhead = await smtp.reply()
  if (goAhead.code !== 220) return { outcome: 'refused', by: goAhead }
  if (payload.lateBy !== undefined) {
    rest.forEach((write) => smtp.send(write))
    await smtp.peer.pause(payload.lateBy)
  }
  const handshake = await smtp.handshake()
  if (!handshake.ok) {
    const cleartext = handshake.by === 'plaintext' ? await cleartextReplies(smtp) : []
    return { outcome: 'no-tls', how: handshake.by, cleartext }
  }
  const answers = await converse(smtp, script)
  return { outcome: 'tls', answers, cleartext: await repliesIn(smtp.peer.besideTls) }
}

/** The replies that come in cleartext where a handshake was due, to the end of the connection; none where it is no SMTP. */
async function cleartextReplies(smtp: SmtpClient): Promise<SmtpReply[]> {
  const replies: SmtpReply[] = []
  smtp.peer.halfClose()
  try {
    for (;;) await nextReply(smtp, replies)
  } catch (error) {
    if (!isMailtlsError(error, 'ended', 'not-the-protocol', 'tls-instead-of-plaintext')) throw error
    return replies
  }
}

/** The whole replies in plaintext that came between TLS records. */
async function repliesIn(text: string): Promise<SmtpReply[]> {
  const lines = text.split('\r\n').slice(0, -1)
  const replies: SmtpReply[] = []
  const next = () =>
    lines.length > 0 ? Promise.resolve(lines.shift()!) : Promise.reject(new RangeError('no more lines'))
  try {
    for (;;) replies.push(await readReply(next))
  } catch (error) {
    if (!(error instanceof RangeError) && !isMailtlsError(error, 'not-the-protocol')) throw error
    return replies
  }
}

/**
 * Runs commands one by one, the last of which ends the session, and reads whatever else comes before the end. Our half
 * is ended behind them, for servers that leave that to the client.
 */
export async function converse(smtp: SmtpClient, script: readonly string[]): Promise<SmtpReply[]> {
  const answers: SmtpReply[] = []
  try {
    for (const command of script) {
      smtp.send(`${command}\r\n`)
      answers.push(await smtp.reply())
    }
    // not before QUIT is answered: what is owed may still be on its way
    while (answers.at(-1)?.code !== 221) await nextReply(smtp, answers)
    smtp.peer.halfClose()
    for (;;) await nextReply(smtp, answers)
  } catch (error) {
    if (!isMailtlsError(error, 'ended')) throw error
    return answers
  }
}

const maximumReplies = 500

/** Reads one more reply. Throws `too-long` for a server that never stops. */
async function nextReply(smtp: SmtpClient, replies: SmtpReply[]): Promise<void> {
  if (replies.length >= maximumReplies) {
    throw new MailtlsError('too-long', `expected the end of the session, found more than ${maximumReplies} replies`)
  }
  replies.push(await smtp.reply())
}

/** The same dialogue without the payload: what the answers look like when nothing was injected. */
export async function control({ connect, inconclusive }: SmtpContext, first?: string) {
  const smtp = await connect()
  const ehlo = await smtp.ehloWithStartTls()
  // how an injected command is answered in cleartext, to know such an answer when it comes where none is due
  const noop = await smtp.command('NOOP')
  const script = [...(first ? [first] : []), ...fencedScript(smtp)]
  const seen = await observe(smtp, { writes: ['STARTTLS\r\n'] }, script)
  const answers = seen.outcome === 'tls' ? seen.answers : []
  // a server may close behind the fence, an unknown command: then it does so with the attack, too
  const toFence = answers[script.indexOf(fence)]
  if (!toFence || answers.some(({ code }) => code === 421))
    return inconclusive('control-failed', 'the same dialogue without the attack gets no answers inside TLS')
  return { noop, ehlo, script, answers, toFence }
}
