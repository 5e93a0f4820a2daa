import { hostname } from 'node:os'
import { MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import { Inconclusive } from '../verdict.ts'
import type { ClientTls, TlsFacts, TlsOutcome } from '../wire/tls-session.ts'
import { EhloReply, readReply, type SmtpReply } from './smtp-reply.ts'

/** A user name and its password. */
export interface Account {
  user: string
  password: string
}

/**
 * The client's side of an SMTP dialogue over a peer. Everything it sends is valid SMTP but for what is given to `send`.
 * Reads throw what Peer and readReply throw.
 */
export class SmtpClient {
  readonly peer: Peer
  readonly greeting: SmtpReply
  readonly #tls: ClientTls
  #name?: string
  #offered?: EhloReply

  private constructor(peer: Peer, greeting: SmtpReply, tls: ClientTls) {
    this.peer = peer
    this.greeting = greeting
    this.#tls = tls
  }

  /**
   * Reads the greeting. Throws `closed-before-greeting` or, for 421 and the like, `busy`: both are worth another try. Any other greeting
   * than 220 is `no-service` (554: RFC 5321, section 3.1).
   */
  static async open(peer: Peer, tls: ClientTls = {}): Promise<SmtpClient> {
    const greeting = await readReply(() => peer.line()).catch((error: unknown) => {
      if (!(error instanceof MailtlsError) || error.code !== 'ended') throw error
      throw new MailtlsError('closed-before-greeting', 'expected a greeting, but the server closed the connection', {
        cause: error,
      })
    })
    if (greeting.code !== 220) {
      const code = greeting.class === 4 ? 'busy' : 'no-service'
      throw new MailtlsError(code, `expected a 220 greeting, found "${greeting}"`)
    }
    return new SmtpClient(peer, greeting, tls)
  }

  /** Sends bytes as they are, in one segment, and reads nothing. */
  send(bytes: string): void {
    this.peer.send(bytes)
  }

  async reply(): Promise<SmtpReply> {
    return await readReply(() => this.peer.line())
  }

  /** Sends one command line and reads its reply. Throws Inconclusive where a greeting comes instead, `closing` for 421. */
  async command(line: string): Promise<SmtpReply> {
    this.send(`${line}\r\n`)
    const reply = await this.reply()
    // 220 greets and answers STARTTLS, and nothing else: here a greeting came unasked, and answers are out of step
    if (reply.code === 220 && !/^starttls/i.test(line)) {
      throw new Inconclusive('out-of-step', `"${reply}" came where an answer to ${line.split(' ')[0]} was due`)
    }
    // RFC 5321, section 3.8: it may come at any time, and says nothing about the command
    if (reply.code === 421) throw new MailtlsError('closing', `the server closes: "${reply}"`)
    return reply
  }

  /** What we call ourselves: an address literal, as a client without a name of its own does (RFC 5321, section 4.1.4). */
  get name(): string {
    const address = this.peer.localAddress.replace(/^::ffff:/, '')
    return this.#name ?? `[${address.includes(':') ? 'IPv6:' : ''}${address}]`
  }

  /** EHLO and its reply. Throws Inconclusive where it is refused: nothing that follows would mean anything. */
  async ehlo(): Promise<EhloReply> {
    const ehlo = await this.tryEhlo()
    if (!ehlo.accepted) throw new Inconclusive('ehlo-refused', `EHLO was refused: "${ehlo}"`)
    return ehlo
  }

  /** EHLO and its reply, accepted or not. Where the address literal is what is refused, a name is tried, once. */
  async tryEhlo(): Promise<EhloReply> {
    const { code, texts } = await this.command(`EHLO ${this.name}`)
    if ([501, 504, 550, 553].includes(code) && this.#name === undefined) {
      this.#name = hostname().includes('.') ? hostname() : `${hostname()}.localdomain`
      return await this.tryEhlo()
    }
    this.#offered = new EhloReply(code, texts)
    return this.#offered
  }

  /** EHLO, where it lists STARTTLS. Throws Inconclusive where it does not, or is refused. */
  async ehloWithStartTls(): Promise<EhloReply> {
    const ehlo = await this.ehlo()
    if (!ehlo.includes('STARTTLS')) throw new Inconclusive('starttls-not-offered', 'STARTTLS not offered')
    return ehlo
  }

  /** EHLO, STARTTLS and 220: the handshake is next. Throws Inconclusive where that cannot be had. */
  async requestTls(): Promise<void> {
    await this.ehloWithStartTls()
    await this.goAhead()
  }

  /**
   * EHLO, STARTTLS, 220 and the handshake; what it settled. Throws Inconclusive where that cannot be had: what follows
   * cannot be tested then, and only the checks of the upgrade itself judge it.
   */
  async startTls(tls?: ClientTls): Promise<TlsFacts> {
    await this.ehloWithStartTls()
    return await this.upgrade(tls)
  }

  /** STARTTLS, 220 and the handshake, whatever was offered. Throws as `startTls` does. */
  async upgrade(tls?: ClientTls): Promise<TlsFacts> {
    await this.goAhead()
    const outcome = await this.handshake(tls)
    if (!outcome.ok) throw new Inconclusive('handshake-failed', `no TLS after STARTTLS: ${outcome.text}`)
    return outcome.facts
  }

  private async goAhead(): Promise<void> {
    const reply = await this.command('STARTTLS')
    if (reply.code !== 220) throw new Inconclusive('starttls-refused', `STARTTLS was refused: "${reply}"`)
  }

  /** The handshake alone. `tls` goes before what the subject is known to need. */
  async handshake(tls: ClientTls = {}): Promise<TlsOutcome> {
    return await this.peer.startTls({ ...this.#tls, ...tls })
  }

  /**
   * AUTH with PLAIN (RFC 4616), or with LOGIN where the last EHLO reply has only that; the final reply. Secrets are kept out of the
   * recording.
   */
  async authenticate({ user, password }: Account, offered = this.#offered): Promise<SmtpReply> {
    const mechanisms = offered?.parameters('AUTH').map((mechanism) => mechanism.toUpperCase()) ?? ['PLAIN']
    const plain = base64(`\0${user}\0${password}`)
    for (const secret of [password, plain]) this.peer.recording.hide(secret)
    if (mechanisms.includes('PLAIN') || !mechanisms.includes('LOGIN')) return await this.command(`AUTH PLAIN ${plain}`)
    const askedUser = await this.command('AUTH LOGIN')
    if (askedUser.code !== 334) return askedUser
    const askedPassword = await this.command(base64(user))
    return askedPassword.code === 334 ? await this.command(base64(password)) : askedPassword
  }

  /** Sends a message, dot-stuffed, and reads the reply to it; or returns the refusal of DATA. */
  async data(message: string): Promise<SmtpReply> {
    const goAhead = await this.command('DATA')
    if (goAhead.code !== 354) return goAhead
    this.send(`${message.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.\r\n`)
    return await this.reply()
  }

  /** Says QUIT and lets go, without waiting for the answer. */
  close(): void {
    if (!this.peer.end) this.send('QUIT\r\n')
    this.peer.close()
  }
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
