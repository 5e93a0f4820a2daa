import type net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { MailtlsError } from './errors.ts'
import type { Recording, Side } from './recording.ts'
import { type End, endText, rawEndOf } from './wire/end.ts'
import { Inbox, maximumAnswer, maximumBesideTls } from './wire/inbox.ts'
import { destroyAfter, gone, reset } from './wire/letting-go.ts'
import type { TlsLayer } from './wire/tls-layer.ts'
import { startsLikeTls } from './wire/tls-records.ts'
import { type ClientTls, failureOf, type ServerTls, type TlsFacts, type TlsOutcome } from './wire/tls-session.ts'
import { TlsStack } from './wire/tls-stack.ts'
import { Transcript, type TranscriptOptions } from './wire/transcript.ts'

/**
 * Our end of one connection, the same object whichever side we play. The raw socket stays ours throughout and TLS runs
 * on a stream over it: plaintext around an upgrade is kept apart and never mistaken for TLS, nor the other way round.
 * Reads end with MailtlsError: `ended`, `too-long`, `tls-instead-of-plaintext`, or what `signal` carries (its abort
 * destroys the socket). Whoever made it closes it.
 */
export class Peer implements AsyncDisposable {
  readonly side: Side
  readonly recording: Recording
  readonly remoteAddress: string
  readonly localAddress: string
  /** plaintext that came between TLS records, where none may be */
  besideTls = ''
  /** what the handshake settled, while TLS is running */
  tls?: TlsFacts
  readonly #socket: net.Socket
  readonly #signal: AbortSignal
  readonly #inbox: Inbox
  readonly #transcript: Transcript
  readonly #sessions = new TlsStack({
    receive: (bytes) => this.#read(bytes),
    ended: (end, text) => this.#end(end, text),
  })
  #closed = false

  constructor(socket: net.Socket, options: TranscriptOptions & { signal: AbortSignal }) {
    this.#socket = socket
    this.#signal = options.signal
    // reading stops where too much is unread
    const resume = () => this.#socket.isPaused() && this.#socket.resume()
    this.#inbox = new Inbox(options.signal, resume, options.side === 'C' ? maximumAnswer : undefined)
    this.side = options.side
    this.recording = options.recording
    this.remoteAddress = socket.remoteAddress ?? ''
    this.localAddress = socket.localAddress ?? ''
    this.#transcript = new Transcript(socket, options)
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => {
      this.#transcript.received({ layer: 'tcp', data: bytes })
      this.#sessions.receive(bytes)
    })
    socket.on('end', () => this.#sessions.ended('fin'))
    for (const event of ['error', 'close']) socket.on(event, () => this.#sessions.ended('rst'))
    this.#signal.addEventListener('abort', this.#abort, { once: true })
    if (this.#signal.aborted) this.#abort()
  }

  /** how the other side ended, once it has */
  get end(): End | undefined {
    return this.#inbox.end
  }

  /** the same, with what else is known of it; empty before */
  get endText(): string {
    return this.#inbox.endText
  }

  /** how the line that was read last ended */
  get lineEnd(): 'CRLF' | 'LF' {
    return this.#inbox.lineEnd
  }

  /** the bytes that came last, as one read gave them */
  get lastRead(): Buffer {
    return this.#inbox.lastRead
  }

  /** Puts a note into the dialogue, on our side. */
  note(text: string): void {
    this.#transcript.note(this.side, text)
  }

  /** how many bytes have come that were not read */
  get unreadLength(): number {
    return this.#inbox.length
  }

  /** Sends these bytes in one write: one segment, or one run of TLS records. Never waits; after the end nothing is sent. */
  send(data: string | Buffer): void {
    const session = this.#sessions.running
    if (!(session ?? this.#socket).writable) return
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
    this.#inbox.asked()
    this.#transcript.sent({ layer: 'plaintext', data: bytes })
    if (session) session.write(bytes)
    else this.#write(bytes)
  }

  /** The next line without its line end (CRLF or bare LF), as latin1. */
  async line(): Promise<string> {
    for (;;) {
      if (!this.tls && startsLikeTls(this.#inbox.peek())) {
        throw new MailtlsError('tls-instead-of-plaintext', 'expected a line in plaintext, found a TLS record')
      }
      const line = this.#inbox.takeLine()
      if (line !== undefined) return line
      await this.#inbox.more()
    }
  }

  /** Waits until something is unread, and takes it; empty only at the end. */
  async bytes(): Promise<Buffer> {
    return await this.#inbox.bytes()
  }

  /** The next bytes, exactly as many: an IMAP literal. */
  async exactly(length: number): Promise<Buffer> {
    return await this.#inbox.exactly(length)
  }

  /** Whether a whole line has come that was not read. */
  hasLine(): boolean {
    return this.#inbox.hasLine()
  }

  /** Takes what has come and was not read, without waiting. */
  leftover(): Buffer {
    return this.#inbox.take()
  }

  /** Puts bytes in front of what is read next: what a faulty server does with plaintext that it should have dropped. */
  unread(bytes: Buffer): void {
    this.#inbox.prepend(bytes)
  }

  /** Waits for a TLS record and takes what stands before it; all, when none follows to the end. */
  async plaintextBeforeTls(): Promise<Buffer> {
    return await this.#inbox.plaintextBeforeTls()
  }

  /** Waits until the other side has ended its half; what it still sent can then be read as `leftover`. */
  async ended(): Promise<End> {
    return await this.#inbox.ended()
  }

  /**
   * Runs a TLS handshake, as client or server by our side. Bytes that came and were not read count as the other side's
   * first bytes of it. Plaintext where TLS is due is kept apart on the client's side (`plaintext` of the outcome; a
   * whole line of it ends the handshake), and goes into the TLS engine on the server's, which fails on it.
   */
  async startTls(options: ClientTls | ServerTls): Promise<TlsOutcome> {
    this.#inbox.throwIfAborted()
    if (this.end) return failureOf({ rawEnd: rawEndOf(this.end), plaintext: this.#unread() })
    if (this.side === 'C') this.#transcript.note('C', 'starts TLS')
    const early = this.#inbox.take()
    let heard = false
    let known = true
    const layer: TlsLayer = this.#sessions.begin(this.side, options, {
      write: (bytes) => this.#write(bytes),
      record: ({ type, fragment }) => {
        if (this.side === 'S' && !heard) this.#transcript.note('C', 'starts TLS')
        heard = true
        this.#transcript.received({ layer: 'tls', record: type, length: fragment.length })
      },
      plaintext: (bytes) => this.#plaintext(bytes, layer, known),
      settled: () => this.#inbox.wake(),
      secret: this.#transcript.secret,
    })
    layer.receive(early)
    known = false
    const hasLine = () => this.#inbox.hasLine() || this.besideTls.includes('\n')
    while (!layer.outcome && !hasLine()) await this.#inbox.more()
    // a line that came before the handshake was through fails it: what is in the inbox was not protected
    return layer.outcome === true && !hasLine() ? this.#secured(layer) : this.#failed(layer)
  }

  /** Lets time pass between two writes, so that they arrive apart. It decides nothing. */
  async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#signal }).catch(() => this.#inbox.throwIfAborted())
  }

  /** Ends our half: close_notify where TLS is running, then FIN. What was sent is flushed. */
  halfClose(): void {
    this.#transcript.note(this.side, 'closes its half')
    this.#sessions.end(() => this.#socket.end())
  }

  /** Ends our half of TCP with nothing said in TLS, as a hurried server does. What was sent is flushed before. */
  async endTcp(): Promise<void> {
    this.#transcript.note(this.side, 'closes its half without a close alert')
    await this.#sessions.running?.flushed()
    this.#socket.end()
  }

  /** Writes plaintext beside the running session, where none may be: to see what the other side makes of it. */
  sendBesideTls(text: string): void {
    this.#transcript.note(this.side, `sends plaintext beside TLS: ${text}`)
    this.#write(Buffer.from(text, 'latin1'))
  }

  /** Says close_notify, goes on in plaintext and ends our half; waits for the end of TCP. See `besideTls` for what came. */
  async leaveTls(plaintext: string): Promise<void> {
    const left = gone(this.#socket, 'end')
    this.#transcript.note(this.side, 'ends TLS')
    this.#sessions.end(() => {
      this.sendBesideTls(plaintext)
      this.#socket.end()
    })
    await left
    this.#inbox.throwIfAborted()
  }

  /** Resets the connection (RST), with nothing said in TLS. */
  reset(): void {
    this.#transcript.resets()
    this.#inbox.close('rst')
    reset(this.#socket)
  }

  /** Flushes what was sent, ends our half and lets go of the socket, without waiting for the other side. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#signal.removeEventListener('abort', this.#abort)
    if (this.#socket.closed) return
    destroyAfter(this.#socket, 200)
    this.#sessions.end(() => this.#socket.destroySoon())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
    await gone(this.#socket)
  }

  #secured(layer: TlsLayer): TlsOutcome {
    this.#inbox.take()
    this.tls = layer.open()
    this.#transcript.note('S', `TLS is running: ${this.tls.version}, ${this.tls.suite}`)
    this.#transcript.received({ layer: 'session', facts: this.tls })
    return { ok: true, facts: this.tls }
  }

  /** The dialogue may go on in plaintext: what came so far is still there to be read. */
  #failed(layer: TlsLayer): TlsOutcome {
    layer.giveUp()
    const { outcome, alert, certificateRequested } = layer
    const error = outcome === true ? undefined : outcome
    const end = this.#sessions.endBelow(layer)
    if (end) this.#end(end)
    const failure = failureOf({ alert, rawEnd: rawEndOf(end), error, plaintext: this.#unread(), certificateRequested })
    this.#transcript.note(failure.by === 'refused' ? this.side : this.#transcript.theirs, failure.text)
    return failure
  }

  #read(bytes: Buffer): void {
    this.#transcript.received({ layer: 'plaintext', data: bytes, ...(this.#sessions.running && { secured: true }) })
    this.#append(bytes)
  }

  /** Beside a session plaintext is evidence, in a handshake of ours as a server it went into the engine; else it is read. */
  #plaintext(bytes: Buffer, { state }: TlsLayer, known: boolean): void {
    if (state === 'running') {
      if (this.besideTls.length > maximumBesideTls) return this.#end('refused', 'plaintext beside it without end')
      this.besideTls += bytes.toString('latin1')
      this.#transcript.note(this.#transcript.theirs, `sends plaintext beside TLS: ${bytes.toString('latin1')}`)
      return this.#inbox.wake()
    }
    if (!known) this.#transcript.received({ layer: 'plaintext', data: bytes })
    if (this.side === 'C' || state === 'failed') this.#append(bytes)
  }

  #append(bytes: Buffer): void {
    this.#inbox.append(bytes)
    if (this.#inbox.full) this.#socket.pause()
  }

  #unread(): Buffer {
    return Buffer.from(this.#inbox.peek())
  }

  #write(bytes: Buffer): void {
    if (!this.#socket.writable) return
    this.#socket.write(bytes)
    this.#transcript.sent({ layer: 'tcp', data: bytes })
  }

  #end(end: End, text?: string): void {
    if (this.end || this.#closed || this.#signal.aborted) return
    this.#transcript.note(this.#transcript.theirs, endText(end, text))
    this.#inbox.close(end, text)
  }

  readonly #abort = (): void => {
    this.#socket.destroy()
    this.#inbox.wake()
  }
}
