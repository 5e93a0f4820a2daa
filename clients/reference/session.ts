import { createHash } from 'node:crypto'
import { deadline, within } from '../../harness/deadline.ts'
import { type Answer, base64, type Capabilities, type Dialogue } from '../../harness/dialogue/dialogue.ts'
import { openDialogue } from '../../harness/dialogue/open.ts'
import { isMailtlsError } from '../../harness/errors.ts'
import type { Peer } from '../../harness/peer.ts'
import { Inconclusive } from '../../harness/verdict.ts'
import type { ClientTls, TlsFacts, TlsFailure, TlsOutcome } from '../../harness/wire/tls-session.ts'
import type { Order } from './order.ts'
import { LoginRefused, Refused, Untrusted } from './refused.ts'
import { tlsOffer } from './tls-offer.ts'
import type { Verifier } from './verifier.ts'

/** What the user is told where TLS is not demanded. */
export const warning =
  'Warning: passwords and messages may travel without encryption, and others on the way may read them'

/** How long a server may take over its goodbye, and over the end of its half, in ms: all else is done by then. */
const patience = { goodbye: 1000, end: 100 }

/** What a session is made of, beside its connection. */
export interface SessionParts {
  order: Order
  verifier: Verifier
  /** tells the user something */
  tell: (text: string) => void
}

/** The client's side of one connection: what SMTP, IMAP and POP3 have in common. Each step can be replaced by itself. */
export class Session {
  readonly peer: Peer
  readonly order: Order
  readonly verifier: Verifier
  readonly tell: (text: string) => void
  dialogue!: Dialogue
  /** what the server says it can do, as far as that is to be relied on now */
  offered?: Capabilities
  /** what is wrong with the server's certificate */
  problem?: string
  /** who is logged in */
  user?: string
  /** whether the server expects a command now, and not a handshake */
  mayQuit = false

  constructor(peer: Peer, { order, verifier, tell }: SessionParts) {
    this.peer = peer
    this.order = order
    this.verifier = verifier
    this.tell = tell
  }

  get tls(): boolean {
    return this.peer.tls !== undefined
  }

  /** Has the session from the first byte to the last. Throws Refused, or what the dialogue throws, where it comes to nothing. */
  async run(): Promise<void> {
    try {
      this.warn()
      await this.open()
      await this.upgrade()
      await this.logIn()
      await this.work()
      await this.bye()
    } catch (error) {
      await this.leave()
      throw error
    } finally {
      this.peer.close()
    }
  }

  /** TLS where it comes first, the greeting, and what the server can do. */
  async open(): Promise<void> {
    if (this.order.mode === 'implicit') await this.startTls()
    await this.greet()
    await this.discover()
  }

  /** Reads the greeting. */
  async greet(): Promise<void> {
    this.dialogue = await openDialogue(this.order.language, this.peer, {})
    this.mayQuit = true
  }

  /** Asks what the server can do. */
  async discover(): Promise<void> {
    this.offered = await this.dialogue.capabilities()
  }

  /** Whether nothing may be done without TLS. */
  requiresTls(): boolean {
    return ['implicit', 'starttls-required'].includes(this.order.mode)
  }

  /** Whether STARTTLS is to be used where it is offered. */
  wantsTls(): boolean {
    return this.order.mode !== 'cleartext'
  }

  offersTls(): boolean {
    return this.offered?.startTls === true
  }

  /** Goes on with TLS, as far as the mode wants it and the server has it; never within TLS. */
  async upgrade(): Promise<void> {
    if (this.tls) return
    if (!this.wantsTls()) return this.noticeTls()
    if (this.offersTls()) await this.starttls()
    else this.withoutTls('the server does not offer STARTTLS')
  }

  /** TLS cannot be had: ends the session where it is required. */
  withoutTls(why: string): void {
    if (this.requiresTls()) throw new Refused(`No TLS with ${this.order.host}: ${why}`)
  }

  /** Asks for TLS, with nothing behind it, and goes on inside it. */
  async starttls(): Promise<void> {
    const answer = await this.dialogue.askForTls()
    if (!answer.accepted) return this.withoutTls(`STARTTLS was refused: "${answer}"`)
    if (!this.dialogue.isGoAhead(answer)) throw new Refused(`STARTTLS was answered with nonsense: "${answer}"`)
    this.mayQuit = false
    const { toSession } = this.plaintext(this.peer.leftover())
    if (!(await this.startTls(toSession))) return
    await this.discoverAgain()
  }

  /** What becomes of bytes that came in plaintext behind the go-ahead: they are dropped (RFC 3207, section 4.2). */
  plaintext(_early: Buffer): { toSession?: Buffer } {
    return {}
  }

  /** Runs the handshake, forgets what was heard before, and judges at once (RFC 3207, sections 4.1 and 4.2). */
  async startTls(toSession?: Buffer): Promise<boolean> {
    const outcome = await this.handshake()
    if (!outcome.ok) {
      this.handshakeFailed(outcome)
      return false
    }
    this.forget()
    if (toSession) this.peer.unread(toSession)
    // where TLS came first the server is to speak next
    this.mayQuit = this.dialogue !== undefined
    this.judge(outcome.facts)
    return true
  }

  async handshake(): Promise<TlsOutcome> {
    const options = this.tlsOptions()
    return await (this.dialogue ? this.dialogue.handshake(options) : this.peer.startTls(options))
  }

  tlsOptions(): ClientTls {
    return tlsOffer(this.order)
  }

  handshakeFailed(failure: TlsFailure): void {
    throw new Refused(`No TLS with ${this.order.host}: ${failure.text}`)
  }

  /** Drops what the server has told before TLS (RFC 3207, section 4.2). */
  forget(): void {
    this.offered = undefined
  }

  /** Whether to go on inside TLS; where not, nothing but a goodbye follows (RFC 3207, section 4.1). */
  judge(facts: TlsFacts): void {
    const { host, identities, tlsa } = this.order
    this.problem = this.verifier.problem(facts, identities, tlsa)
    if (!this.acceptable(facts)) {
      throw new Untrusted(`The certificate of ${host} is not valid: ${this.problem}`, fingerprint(facts))
    }
    if (this.confidential(facts)) this.tell(`Connection is confidential: ${host}, ${facts.version}`)
  }

  acceptable(facts: TlsFacts): boolean {
    return this.problem === undefined || !this.verifies() || this.pinned(facts)
  }

  /** Whether the user has accepted this very certificate for this host and account (RFC 8314, section 5.4). */
  pinned(facts: TlsFacts): boolean {
    return this.order.pin !== undefined && this.order.pin === fingerprint(facts)
  }

  /** A relay that demands no TLS takes any certificate; who sends a password does not (RFC 4954, section 14). */
  verifies(): boolean {
    return this.order.role === 'mua' || this.requiresTls()
  }

  /** Whether the user may be told so (RFC 8314, section 5, and RFC 8997, section 3). */
  confidential({ version }: TlsFacts): boolean {
    return this.problem === undefined && ['TLSv1.2', 'TLSv1.3'].includes(version)
  }

  /** The first command inside TLS (RFC 3207, section 4.2). */
  async discoverAgain(): Promise<void> {
    await this.discover()
  }

  /** Says beforehand what the user has chosen (RFC 8314, section 5.2). */
  warn(): void {
    if (this.order.role !== 'mua' || this.requiresTls() || this.order.warned) return
    this.tell(warning)
  }

  /** TLS could be had, but is not asked for (RFC 8314, section 5). */
  noticeTls(): void {
    if (this.offersTls()) this.tell(`TLS is available now: ${this.order.host} offers STARTTLS`)
  }

  /** Logs in with the first user name that the server takes; goes on without where the server has no login. */
  async logIn(): Promise<void> {
    let answer: Answer | undefined
    for (const user of this.order.users) {
      answer = await this.authenticate(user)
      if (answer?.accepted && answer.challenge === undefined) this.user = user
      if (!answer || this.user !== undefined) return
    }
    if (answer) throw new LoginRefused(`The login was refused: "${answer}"`)
  }

  /** The best SASL mechanism that is listed. */
  mechanism(): 'EXTERNAL' | 'PLAIN' | undefined {
    const listed = this.offered?.mechanisms ?? []
    if (this.tls && this.order.clientCertificate && listed.includes('EXTERNAL')) return 'EXTERNAL'
    return listed.includes('PLAIN') ? 'PLAIN' : undefined
  }

  /** The final answer to a login; undefined where the server has none. */
  async authenticate(user: string): Promise<Answer | undefined> {
    const mechanism = this.mechanism()
    if (!mechanism) return await this.authenticateOtherwise(user)
    const answer = await this.dialogue.sasl(mechanism, this.initialResponse(mechanism, user))
    if (answer.challenge === undefined) return answer
    return await this.dialogue.respond(mechanism === 'EXTERNAL' ? '' : '*')
  }

  /** An empty one is written "=" (RFC 4954, section 4): the server takes the identity from the certificate. */
  initialResponse(mechanism: 'EXTERNAL' | 'PLAIN', user: string): string {
    return mechanism === 'EXTERNAL' ? '=' : base64(`\0${user}\0${this.order.password}`)
  }

  /** A login without SASL, where the protocol has one. */
  async authenticateOtherwise(_user: string): Promise<Answer | undefined> {
    return undefined
  }

  /** What the session is for. */
  async work(): Promise<void> {}

  /** Ends the session: goodbye, and the end of TLS before that of TCP (RFC 8314, section 3.4). */
  async bye(): Promise<void> {
    using bound = deadline(patience.goodbye)
    await settled(within(bound.signal, () => this.dialogue.quit()))
    await this.close()
  }

  /** Ends a session that cannot go on: says goodbye where the server expects a command, and nothing else. */
  async leave(): Promise<void> {
    if (this.mayQuit && !this.peer.end) this.dialogue.sayGoodbye()
    await this.close()
  }

  /** Ends our half. Who lets go at once, while the server still sends, may reset the connection. */
  async close(): Promise<void> {
    this.peer.halfClose()
    using bound = deadline(patience.end)
    await settled(within(bound.signal, () => this.peer.ended()))
  }
}

/** The SHA-256 of the server's certificate, in hex. */
function fingerprint({ peerCertificate }: TlsFacts): string {
  return createHash('sha256')
    .update(peerCertificate ?? '')
    .digest('hex')
}

/** Waits for what need not succeed any more. */
async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!isMailtlsError(error) && !(error instanceof Inconclusive)) throw error
  })
}
