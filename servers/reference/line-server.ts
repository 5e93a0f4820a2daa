import { isMailtlsError } from '../../harness/errors.ts'
import type { Peer } from '../../harness/peer.ts'
import { protocols } from '../../harness/subject.ts'
import type { ServerTls, TlsOutcome } from '../../harness/wire/tls-session.ts'
import type { Settings } from './settings.ts'

/** What to send, and what happens then. The text may hold several lines; the last line end is added. */
export type Answer = string | { say: string; next: 'close' | 'start-tls' }

/** What becomes of the bytes that came in plaintext after the upgrade command: by default they are dropped. */
export interface Plaintext {
  /** handed to the TLS engine, as if they were its first bytes */
  toTls?: Buffer
  /** read as commands inside TLS: the fault that RFC 3207, section 4.2 forbids */
  toSession?: Buffer
}

/** The server's side of a protocol of lines, one object per connection: what SMTP, IMAP and POP3 have in common. */
export abstract class LineServer {
  readonly peer: Peer
  readonly settings: Settings
  /** who is logged in */
  user?: string

  constructor(peer: Peer, settings: Settings) {
    this.peer = peer
    this.settings = settings
  }

  get tls(): boolean {
    return this.peer.tls !== undefined
  }

  abstract greeting(): string
  abstract answer(line: string): Answer | Promise<Answer>

  /** Drops what the client has told so far (RFC 3207, section 4.2). */
  forget(): void {
    this.user = undefined
  }

  /** What becomes of plaintext behind the upgrade command; `early` came before the go-ahead was sent. */
  async plaintext(_early: Buffer): Promise<Plaintext> {
    return {}
  }

  /** What happens when no TLS came of the go-ahead. */
  handshakeFailed(_outcome: TlsOutcome): Answer | Promise<Answer> {
    return { say: '', next: 'close' }
  }

  /** The client went away, or sent what no line can be made of: the last moment before our side is closed. */
  async clientLeft(): Promise<void> {}

  say(text: string): void {
    if (text !== '') this.peer.send(`${text.replaceAll('\n', '\r\n')}\r\n`)
  }

  /** Serves the connection to its end. */
  async serve(): Promise<void> {
    try {
      if (protocols[this.settings.protocol].implicitTls && !(await this.implicitTls())) return
      this.say(this.greeting())
      while (await this.respond(await this.answer(await this.peer.line())));
    } catch (error) {
      if (!isMailtlsError(error)) throw error
      await this.clientLeft()
    } finally {
      this.peer.close()
    }
  }

  /** What TLS is served with. */
  tlsOptions(): ServerTls {
    return this.settings.tls ?? {}
  }

  /** Runs the handshake, which is the first thing on a port with implicit TLS and stands behind the go-ahead on others. */
  async handshake(): Promise<TlsOutcome> {
    return await this.peer.startTls(this.tlsOptions())
  }

  async implicitTls(): Promise<boolean> {
    return (await this.handshake()).ok
  }

  /** Sends an answer; false when the connection is over. */
  async respond(answer: Answer): Promise<boolean> {
    if (typeof answer === 'string') this.say(answer)
    else if (answer.next === 'start-tls') return await this.startTls(answer.say)
    else {
      this.say(answer.say)
      return false
    }
    return true
  }

  async startTls(goAhead: string): Promise<boolean> {
    // taken before anything is awaited: what comes later belongs to the handshake
    const early = this.peer.leftover()
    this.say(goAhead)
    const { toTls, toSession } = await this.plaintext(early)
    if (toTls) this.peer.unread(toTls)
    const outcome = await this.handshake()
    if (!outcome.ok) return await this.respond(await this.handshakeFailed(outcome))
    this.forget()
    if (toSession) this.peer.unread(toSession)
    return true
  }
}

/** A class of servers, one object per connection: the reference, or what patches have made of it. */
export type ServerClass<Server extends LineServer = LineServer> = new (peer: Peer, settings: Settings) => Server
