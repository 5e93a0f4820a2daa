import { MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import type { ClientTls } from '../wire/tls-session.ts'
import { type Account, Dialogue, greetingFrom, utf8 } from './dialogue.ts'
import { Pop3Capabilities, Pop3Reply, readLines, readStatus } from './pop3-reply.ts'

/** How many of the newest messages are looked through for one of ours. */
const searched = 100

/** The client's side of a POP3 dialogue (RFC 1939, RFC 2449, RFC 5034) over a peer. */
export class Pop3Client extends Dialogue {
  readonly greeting: Pop3Reply
  #offered?: Pop3Capabilities

  private constructor(peer: Peer, greeting: Pop3Reply, tls: ClientTls) {
    super(peer, tls)
    this.greeting = greeting
  }

  /** Reads the greeting. Throws `closed-before-greeting`, or `busy` for -ERR: both are worth another try. */
  static async open(peer: Peer, tls: ClientTls = {}): Promise<Pop3Client> {
    const greeting = await greetingFrom(readStatus(peer))
    if (greeting.status === '+') {
      throw new MailtlsError('not-the-protocol', `expected a POP3 greeting such as "+OK ready", found "${greeting}"`)
    }
    if (!greeting.accepted) throw new MailtlsError('busy', `expected a +OK greeting, found "${greeting}"`)
    return new Pop3Client(peer, greeting, tls)
  }

  /** Sends one command and reads the status line of its response. */
  async command(line: string): Promise<Pop3Reply> {
    this.send(`${line}\r\n`)
    return await readStatus(this.peer)
  }

  /** Sends a command whose response has several lines where it is +OK. */
  async multiline(line: string): Promise<Pop3Reply> {
    const { status, text } = await this.command(line)
    return new Pop3Reply(status, text, status === '+OK' ? await readLines(this.peer) : undefined)
  }

  /** CAPA, and what it lists: nothing on a server that does not have it (RFC 2449 is an extension). */
  async capabilities(): Promise<Pop3Capabilities> {
    this.#offered = new Pop3Capabilities((await this.multiline('CAPA')).lines ?? [])
    return this.#offered
  }

  async askForTls(): Promise<Pop3Reply> {
    return await this.command('STLS')
  }

  async sasl(mechanism: string, initial?: string): Promise<Pop3Reply> {
    return await this.command(`AUTH ${mechanism}${initial === undefined ? '' : ` ${initial}`}`)
  }

  async respond(line: string): Promise<Pop3Reply> {
    return await this.command(line)
  }

  /** AUTH PLAIN where it is listed, else USER and PASS. */
  async authenticate(account: Account): Promise<Pop3Reply> {
    const { mechanisms } = this.#offered ?? (await this.capabilities())
    if (mechanisms.includes('PLAIN')) return (await this.saslLogin('PLAIN', account)) as Pop3Reply
    return await this.userPass(account)
  }

  protected forget(): void {
    this.#offered = undefined
  }

  /** USER and PASS (RFC 1939, section 7); the refusal of USER, or the answer to PASS. */
  async userPass({ user, password }: Account): Promise<Pop3Reply> {
    this.peer.recording.hide(password)
    const known = await this.command(`USER ${utf8(user)}`)
    return known.accepted ? await this.command(`PASS ${utf8(password)}`) : known
  }

  /** The number and the header of the message with this Message-ID; undefined where there is none. Logged in. */
  async find(messageId: string): Promise<{ number: number; header: string } | undefined> {
    const newest = Number(/^\d+/.exec((await this.command('STAT')).text)?.[0] ?? 0)
    for (let number = newest; number > Math.max(0, newest - searched); number--) {
      const header = (await this.multiline(`TOP ${number} 0`)).lines?.join('\r\n') ?? ''
      if (header.includes(messageId)) return { number, header }
    }
    return undefined
  }

  async quit(): Promise<Pop3Reply> {
    return await this.command('QUIT')
  }

  sayGoodbye(): void {
    this.send('QUIT\r\n')
  }
}
