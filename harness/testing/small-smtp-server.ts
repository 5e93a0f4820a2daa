import type net from 'node:net'
import type { Account } from '../dialogue/smtp-client.ts'
import { isMailtlsError } from '../errors.ts'
import { Peer } from '../peer.ts'
import { Recording } from '../recording.ts'
import type { ServerTls } from '../wire/tls-session.ts'
import { listenWith, type TestListener } from './listener.ts'

export interface SmallSmtpServer extends TestListener {
  /** every line that clients sent, those inside TLS in angle brackets */
  heard: string[]
}

export interface SmallSmtpOptions {
  /** offers STARTTLS where it is given */
  tls?: ServerTls
  implicitTls?: boolean
  account?: Account
  /** extension lines of EHLO besides STARTTLS; inside TLS only, AUTH PLAIN where there is an account */
  extensions?: string[]
  /** what to say instead of the greeting, by number of the connection; undefined for nothing, and a hang-up */
  greeting?: (number: number) => string | undefined
  /** answers to command lines that differ from its own; undefined for none */
  answers?: (line: string, tls: boolean) => string | undefined
}

/** An SMTP server that knows just enough for the tests of the harness; the real reference lives in servers/. */
export async function smallSmtpServer(options: SmallSmtpOptions = {}): Promise<SmallSmtpServer> {
  const heard: string[] = []
  const listener = await listenWith((socket, number) => {
    serve(socket, number, options, heard).catch((error: unknown) => {
      // the client went away
      if (!isMailtlsError(error)) throw error
    })
  })
  // the counter of the listener is read through
  return Object.assign(listener, { heard })
}

async function serve(socket: net.Socket, number: number, options: SmallSmtpOptions, heard: string[]): Promise<void> {
  const { tls, implicitTls, greeting = () => '220 small.example.org', answers } = options
  const peer = new Peer(socket, { side: 'S', recording: new Recording(), signal: new AbortController().signal })
  const hello = greeting(number)
  if (hello === undefined) return peer.close()
  if (implicitTls && !(await peer.startTls(tls ?? {})).ok) return peer.close()
  peer.send(`${hello}\r\n`)
  for (;;) {
    const line = await peer.line()
    heard.push(peer.tls ? `<${line}>` : line)
    const answer = answers?.(line, peer.tls !== undefined) ?? answerTo(line, peer, options)
    peer.send(`${answer.replaceAll('\n', '\r\n')}\r\n`)
    if (line === 'STARTTLS' && answer.startsWith('220') && tls) await peer.startTls(tls)
    if (line === 'QUIT') return peer.close()
  }
}

function answerTo(line: string, peer: Peer, { tls, account, extensions = [] }: SmallSmtpOptions): string {
  const [verb = '', mechanism, response = ''] = line.split(' ')
  switch (verb.toUpperCase()) {
    case 'EHLO': {
      const auth = account && peer.tls ? ['AUTH PLAIN'] : []
      const lines = ['small.example.org', ...(tls && !peer.tls ? ['STARTTLS'] : []), ...auth, ...extensions]
      return lines.map((text, at) => `250${at < lines.length - 1 ? '-' : ' '}${text}`).join('\n')
    }
    case 'STARTTLS':
      return tls && !peer.tls ? '220 go' : '503 no'
    case 'AUTH': {
      const [, user, password] = Buffer.from(response, 'base64').toString().split('\0')
      const right = mechanism === 'PLAIN' && user === account?.user && password === account?.password
      return right ? '235 welcome' : '535 5.7.8 no'
    }
    case 'DATA':
      return '354 go on'
    case 'QUIT':
      return '221 bye'
    case 'NOOP':
    case 'MAIL':
    case 'RCPT':
    case '.':
      return '250 ok'
    default:
      return '500 what?'
  }
}
