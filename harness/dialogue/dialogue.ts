import { isMailtlsError, MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import { Inconclusive } from '../verdict.ts'
import type { ClientTls, TlsFacts, TlsOutcome } from '../wire/tls-session.ts'

/** A user name and its password. */
export interface Account {
  user: string
  password: string
}

/** The answer to a command, whatever the protocol. */
export interface Answer {
  /** the server did, or goes on with, what it was asked */
  readonly accepted: boolean
  /** what the server asks for within a SASL exchange, as it stands there: base64 */
  readonly challenge?: string | undefined
  /** enough to tell which command it answers, without reading any text */
  readonly shape: string
  /** the answer without what belongs to the connection alone, such as tags: to compare two */
  readonly wording: string
  toString(): string
}

/** What a server says that it can do. */
export interface Capabilities {
  /** STARTTLS or STLS is listed */
  readonly startTls: boolean
  /** SASL mechanisms, in capitals */
  readonly mechanisms: readonly string[]
  /** what is listed, one each */
  readonly listed: readonly string[]
}

/**
 * The client's side of a dialogue over a peer: what SMTP, IMAP and POP3 have in common. Everything it sends is valid but
 * for what is given to `send`. Reads throw what Peer throws, and `not-the-protocol`.
 */
export abstract class Dialogue {
  readonly peer: Peer
  readonly #tls: ClientTls

  constructor(peer: Peer, tls: ClientTls) {
    this.peer = peer
    this.#tls = tls
  }

  abstract readonly greeting: Answer

  /** Asks what the server can do: EHLO, CAPABILITY or CAPA. Throws Inconclusive where that is refused. */
  abstract capabilities(): Promise<Capabilities>

  /** Sends one command line and reads its answer. */
  abstract command(line: string): Promise<Answer>

  /** Asks for TLS, with STARTTLS or STLS, and returns the answer. */
  abstract askForTls(): Promise<Answer>

  /** Whether the answer to that command means that the handshake is next. */
  isGoAhead(answer: Answer): boolean {
    return answer.accepted && answer.challenge === undefined
  }

  /** Begins a SASL exchange, with an initial response in base64 where one is given (`=` for an empty one). */
  abstract sasl(mechanism: string, initial?: string): Promise<Answer>

  /** Sends a line within a SASL exchange: base64, or `*` to cancel. */
  abstract respond(line: string): Promise<Answer>

  /**
   * Logs in by the best means that are listed, and asks for them where that was not done since the last handshake; the
   * final answer. Secrets are kept out of the recording.
   */
  abstract authenticate(account: Account): Promise<Answer>

  /** What was listed before TLS is not to be relied on inside it. */
  protected abstract forget(): void

  /** Ends the session politely and reads the answer. */
  abstract quit(): Promise<Answer>

  /** Sends the command that ends the session, and reads nothing. */
  abstract sayGoodbye(): void

  /** Says goodbye and lets go, without waiting for the answer. */
  close(): void {
    if (!this.peer.end) this.sayGoodbye()
    this.peer.close()
  }

  /** Sends bytes as they are, in one segment, and reads nothing. */
  send(bytes: string): void {
    this.peer.send(bytes)
  }

  /** Asks for TLS where it is listed: the handshake is next. Throws Inconclusive where that cannot be had. */
  async requestTls(): Promise<void> {
    if (!(await this.capabilities()).startTls) throw new Inconclusive('starttls-not-offered', 'STARTTLS not offered')
    await this.goAhead()
  }

  /**
   * Asks for TLS where it is listed, and runs the handshake; what it settled. Throws Inconclusive where that cannot be
   * had: what follows cannot be tested then, and only the checks of the upgrade itself judge it.
   */
  async startTls(tls?: ClientTls): Promise<TlsFacts> {
    await this.requestTls()
    return await this.secured(tls)
  }

  /** Asks for TLS, whatever was listed, and runs the handshake. Throws as `startTls` does. */
  async upgrade(tls?: ClientTls): Promise<TlsFacts> {
    await this.goAhead()
    return await this.secured(tls)
  }

  /** The handshake alone. `tls` goes before what the subject is known to need. */
  async handshake(tls: ClientTls = {}): Promise<TlsOutcome> {
    const outcome = await this.peer.startTls({ ...this.#tls, ...tls })
    if (outcome.ok) this.forget()
    return outcome
  }

  private async goAhead(): Promise<void> {
    const answer = await this.askForTls()
    if (!this.isGoAhead(answer)) throw new Inconclusive('starttls-refused', `STARTTLS was refused: "${answer}"`)
  }

  private async secured(tls?: ClientTls): Promise<TlsFacts> {
    const outcome = await this.handshake(tls)
    if (!outcome.ok) throw new Inconclusive('handshake-failed', `no TLS after STARTTLS: ${outcome.text}`)
    return outcome.facts
  }

  /** SASL PLAIN (RFC 4616) or LOGIN, for an account. A server that goes on asking gets nothing more. */
  protected async saslLogin(mechanism: 'PLAIN' | 'LOGIN', { user, password }: Account): Promise<Answer> {
    const plain = base64(`\0${user}\0${password}`)
    this.peer.recording.hide(password)
    let answer = await this.sasl(mechanism, mechanism === 'PLAIN' ? plain : undefined)
    for (const response of mechanism === 'PLAIN' ? ['*'] : [base64(user), base64(password), '*']) {
      if (answer.challenge === undefined) break
      answer = await this.respond(response)
    }
    return answer
  }
}

/** What a greeting is read with: a connection that ends first is `closed-before-greeting`. */
export async function greetingFrom<Greeting>(read: Promise<Greeting>): Promise<Greeting> {
  return await read.catch((cause: unknown) => {
    if (!isMailtlsError(cause, 'ended')) throw cause
    throw new MailtlsError('closed-before-greeting', 'expected a greeting, but the server closed the connection', {
      cause,
    })
  })
}

/** The bytes of a text in UTF-8, as SASL sends them. */
export function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

/** A text as UTF-8, a character for each byte: as `send` takes it. */
export function utf8(text: string): string {
  return Buffer.from(text).toString('latin1')
}
