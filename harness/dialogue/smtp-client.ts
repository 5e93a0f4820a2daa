import { hostname } from 'node:os'
import { MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import { Inconclusive } from '../verdict.ts'
import type { ClientTls } from '../wire/tls-session.ts'
import { type Account, type Answer, Dialogue, greetingFrom } from './dialogue.ts'
import { EhloReply, readReply, type SmtpReply } from './smtp-reply.ts'

/** A line that only an EHLO reply has; what else has several lines may say anything. */
const extension =
  /^(SIZE( \d+)?|PIPELINING|8BITMIME|ENHANCEDSTATUSCODES|STARTTLS|CHUNKING|DSN|SMTPUTF8|HELP|AUTH [A-Z0-9 _-]+)$/

/**
 * The client's side of an SMTP dialogue over a peer. Everything it sends is valid SMTP but for what is given to `send`.
 * Reads throw what Peer and readReply throw.
 */
export class SmtpClient extends Dialogue {
  readonly greeting: SmtpReply
  #name?: string
  #offered?: EhloReply

  private constructor(peer: Peer, greeting: SmtpReply, tls: ClientTls) {
    super(peer, tls)
    this.greeting = greeting
  }

  /**
   * Reads the greeting. Throws `closed-before-greeting` or, for 421 and the like, `busy`: both are worth another try. Any other greeting
   * than 220 is `no-service` (554: RFC 5321, section 3.1).
   */
  static async open(peer: Peer, tls: ClientTls = {}): Promise<SmtpClient> {
    const greeting = await greetingFrom(readReply(() => peer.line()))
    if (greeting.code !== 220) {
      const code = greeting.class === 4 ? 'busy' : 'no-service'
      throw new MailtlsError(code, `expected a 220 greeting, found "${greeting}"`)
    }
    return new SmtpClient(peer, greeting, tls)
  }

  async reply(): Promise<SmtpReply> {
    return await readReply(() => this.peer.line())
  }

  /** Sends one command line and reads its reply. Throws Inconclusive where a greeting comes instead, `closing` for 421. */
  async command(line: string): Promise<SmtpReply> {
    this.send(`${line}\r\n`)
    const reply = await this.reply()
    // 220 greets and answers STARTTLS, and nothing but EHLO draws a list: what came unasked puts answers out of step
    const isGreeting = reply.code === 220 && !/^starttls/i.test(line)
    const isList = reply.shape === '250-' && reply.texts.slice(1).some((text) => extension.test(text))
    if (isGreeting || (isList && !/^(ehlo|help)/i.test(line))) {
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
    if (!ehlo.startTls) throw new Inconclusive('starttls-not-offered', 'STARTTLS not offered')
    return ehlo
  }

  async capabilities(): Promise<EhloReply> {
    return await this.ehlo()
  }

  async askForTls(): Promise<SmtpReply> {
    return await this.command('STARTTLS')
  }

  /** Only 220 is (RFC 3207, section 4). */
  override isGoAhead(reply: Answer): boolean {
    return reply.shape.startsWith('220')
  }

  async sasl(mechanism: string, initial?: string): Promise<SmtpReply> {
    return await this.command(`AUTH ${mechanism}${initial === undefined ? '' : ` ${initial}`}`)
  }

  async respond(line: string): Promise<SmtpReply> {
    return await this.command(line)
  }

  /** AUTH with PLAIN, or with LOGIN where the EHLO reply has only that. */
  async authenticate(account: Account): Promise<SmtpReply> {
    const { mechanisms } = this.#offered ?? (await this.ehlo())
    const onlyLogin = mechanisms.includes('LOGIN') && !mechanisms.includes('PLAIN')
    return (await this.saslLogin(onlyLogin ? 'LOGIN' : 'PLAIN', account)) as SmtpReply
  }

  protected forget(): void {
    this.#offered = undefined
  }

  /** Sends a message, dot-stuffed, and reads the reply to it; or returns the refusal of DATA. */
  async data(message: string): Promise<SmtpReply> {
    const goAhead = await this.command('DATA')
    if (goAhead.code !== 354) return goAhead
    this.send(`${message.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.\r\n`)
    return await this.reply()
  }

  async quit(): Promise<SmtpReply> {
    return await this.command('QUIT')
  }

  sayGoodbye(): void {
    this.send('QUIT\r\n')
  }
}
