import type net from 'node:net'
import type { Account } from '../dialogue/dialogue.ts'
import { isMailtlsError } from '../errors.ts'
import { Peer } from '../peer.ts'
import { Recording } from '../recording.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { listenWith, type TestListener } from './listener.ts'

export interface SmallServer extends TestListener {
  /** every line that clients sent, those inside TLS in angle brackets */
  heard: string[]
}

export interface SmallOptions {
  /** offers STARTTLS where it is given */
  tls?: ServerTls
  implicitTls?: boolean
  account?: Account
  /** what is listed besides STARTTLS */
  extensions?: string[]
  /** what to say instead of the greeting, by number of the connection; undefined for nothing, and a hang-up */
  greeting?: (number: number) => string | undefined
  /** answers to command lines that differ from its own, '' for silence; undefined for none */
  answers?: (line: string, tls: boolean) => string | undefined
  /** whether a handshake is gone on with, by number of the connection; else it hangs up */
  shakesHands?: (number: number) => boolean
  /** hangs up after the answer to such a line */
  hangsUpAfter?: RegExp
}

/** What one language has of its own. */
export interface Speech {
  greeting: string
  /** the answer to a line, of one line or several; `tls` tells whether it came inside TLS */
  answerTo: (line: string, tls: boolean, options: SmallOptions) => string
  /** the line that asks for TLS, and the answer that grants it */
  asksForTls: RegExp
  grants: RegExp
  takesLeave: RegExp
}

/** A server that knows just enough for the tests of the harness; the real reference lives in servers/. */
export async function smallServer(speech: Speech, options: SmallOptions): Promise<SmallServer> {
  const heard: string[] = []
  const listener = await listenWith((socket, number) => {
    serve(socket, number, { speech, options, heard }).catch((error: unknown) => {
      // the client went away
      if (!isMailtlsError(error)) throw error
    })
  })
  // the counter of the listener is read through
  return Object.assign(listener, { heard })
}

async function serve(
  socket: net.Socket,
  number: number,
  { speech, options, heard }: { speech: Speech; options: SmallOptions; heard: string[] },
): Promise<void> {
  const {
    tls,
    implicitTls,
    greeting = () => speech.greeting,
    answers,
    shakesHands = () => true,
    hangsUpAfter,
  } = options
  const peer = new Peer(socket, { side: 'S', recording: new Recording(), signal: new AbortController().signal })
  const hello = greeting(number)
  if (hello === undefined) return peer.close()
  if (implicitTls && !(await peer.startTls(tls ?? {})).ok) return peer.close()
  peer.send(`${hello}\r\n`)
  for (;;) {
    const line = await peer.line()
    const inside = peer.tls !== undefined
    heard.push(inside ? `<${line}>` : line)
    const answer = answers?.(line, inside) ?? speech.answerTo(line, inside, options)
    if (answer !== '') peer.send(`${answer.replaceAll('\n', '\r\n')}\r\n`)
    if (tls && speech.asksForTls.test(line) && speech.grants.test(answer)) {
      if (!shakesHands(number)) return peer.close()
      await peer.startTls(tls)
    }
    if (speech.takesLeave.test(line) || hangsUpAfter?.test(line)) return peer.close()
  }
}

/** Whether a SASL PLAIN response (RFC 4616) holds the account. */
export function isPlainFor(response: string, account?: Account): boolean {
  const [, user, password] = Buffer.from(response, 'base64').toString().split('\0')
  return user === account?.user && password === account?.password
}
