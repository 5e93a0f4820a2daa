import { MailtlsError } from '../errors.ts'
import type { Peer } from '../peer.ts'
import { Inconclusive } from '../verdict.ts'
import type { ClientTls } from '../wire/tls-session.ts'
import { type Account, Dialogue, greetingFrom, utf8 } from './dialogue.ts'
import { ImapAnswer, ImapCapabilities, listsIn, literalIn, readAnswer, readResponse } from './imap-response.ts'

/** The client's side of an IMAP dialogue (RFC 9051, RFC 3501) over a peer. */
export class ImapClient extends Dialogue {
  /** OK or PREAUTH */
  readonly greeting: ImapAnswer
  /** each list of capabilities that came since the last handshake, whether asked for or not */
  lists: ImapCapabilities[] = []
  #tags = 0
  #offered?: ImapCapabilities

  private constructor(peer: Peer, greeting: ImapAnswer, tls: ClientTls) {
    super(peer, tls)
    this.greeting = greeting
  }

  /** Reads the greeting. Throws `closed-before-greeting`, or `busy` for BYE: both are worth another try. */
  static async open(peer: Peer, tls: ClientTls = {}): Promise<ImapClient> {
    const greeting = new ImapAnswer(await greetingFrom(readResponse(peer)))
    if (greeting.tag === '*' && greeting.status === 'BYE') {
      throw new MailtlsError('busy', `expected an OK greeting, found "${greeting}"`)
    }
    if (greeting.tag !== '*' || !greeting.accepted) {
      throw new MailtlsError('not-the-protocol', `expected an IMAP greeting such as "* OK ready", found "${greeting}"`)
    }
    return new ImapClient(peer, greeting, tls)
  }

  /** Puts a new tag in front of a command. */
  tagged(command: string): string {
    return `m${++this.#tags} ${command}`
  }

  /**
   * Reads the answer to the command that was tagged last. Throws Inconclusive for another tag, `closing` where the
   * connection ends behind a BYE.
   */
  async answer(): Promise<ImapAnswer> {
    const answer = await readAnswer(this.peer)
    this.lists.push(...listsIn(answer))
    if (answer.tag !== '+' && answer.tag !== `m${this.#tags}`) {
      throw new Inconclusive('out-of-step', `"${answer}" came where an answer to m${this.#tags} was due`)
    }
    return answer
  }

  async command(command: string): Promise<ImapAnswer> {
    this.send(`${this.tagged(command)}\r\n`)
    return await this.answer()
  }

  /** CAPABILITY, and what it lists. */
  async capabilities(): Promise<ImapCapabilities> {
    const answer = await this.command('CAPABILITY')
    const listed = answer.untagged.findLast((text) => /^CAPABILITY /i.test(text))
    if (answer.status !== 'OK' || listed === undefined) {
      throw new Inconclusive('capability-refused', `CAPABILITY was refused: "${answer}"`)
    }
    this.#offered = new ImapCapabilities(listed.slice('CAPABILITY '.length))
    return this.#offered
  }

  async askForTls(): Promise<ImapAnswer> {
    return await this.command('STARTTLS')
  }

  /** AUTHENTICATE; an initial response goes with it where SASL-IR is listed (RFC 4959), else behind the challenge. */
  async sasl(mechanism: string, initial?: string): Promise<ImapAnswer> {
    const together = initial !== undefined && this.#offered?.includes('SASL-IR')
    const answer = await this.command(`AUTHENTICATE ${mechanism}${together ? ` ${initial}` : ''}`)
    if (together || initial === undefined || answer.challenge === undefined) return answer
    return await this.respond(initial === '=' ? '' : initial)
  }

  async respond(line: string): Promise<ImapAnswer> {
    this.send(`${line}\r\n`)
    return await this.answer()
  }

  /** AUTHENTICATE PLAIN where it is listed, else LOGIN. Throws Inconclusive where that is disabled. */
  async authenticate(account: Account): Promise<ImapAnswer> {
    const offered = this.#offered ?? (await this.capabilities())
    if (offered.mechanisms.includes('PLAIN')) return (await this.saslLogin('PLAIN', account)) as ImapAnswer
    // a client must not say LOGIN then (RFC 9051, section 6.2.3)
    if (offered.includes('LOGINDISABLED')) {
      throw new Inconclusive('login-refused', 'LOGINDISABLED is listed, and AUTH=PLAIN is not')
    }
    return await this.login(account)
  }

  protected forget(): void {
    this.#offered = undefined
    this.lists = []
  }

  /** The command LOGIN (RFC 9051, section 6.2.3). */
  async login({ user, password }: Account): Promise<ImapAnswer> {
    this.peer.recording.hide(password)
    return await this.command(`LOGIN ${quoted(user)} ${quoted(password)}`)
  }

  /** The header of the message with this Message-ID in INBOX; undefined while there is none. Logged in. */
  async header(messageId: string): Promise<string | undefined> {
    await this.command('EXAMINE INBOX')
    const { untagged } = await this.command(`UID SEARCH HEADER Message-ID ${quoted(messageId)}`)
    const [uid] = untagged.flatMap((text) => /^SEARCH\D+(\d+)/i.exec(text)?.[1] ?? [])
    if (uid === undefined) return undefined
    const found = await this.command(`UID FETCH ${uid} (BODY.PEEK[HEADER])`)
    return found.untagged.flatMap((text) => literalIn(text) ?? [])[0]
  }

  async quit(): Promise<ImapAnswer> {
    return await this.command('LOGOUT')
  }

  sayGoodbye(): void {
    this.send(`${this.tagged('LOGOUT')}\r\n`)
  }
}

function quoted(text: string): string {
  return `"${utf8(text).replace(/["\\]/g, String.raw`\$&`)}"`
}
