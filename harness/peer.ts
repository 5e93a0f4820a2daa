import type net from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import tls from 'node:tls'
import { MailtlsError } from './errors.ts'
import type { Recording, Side } from './recording.ts'
import { type End, Inbox } from './wire/inbox.ts'
import { TlsDuplex } from './wire/tls-duplex.ts'
import { alertText, type Piece, RecordReader, startsLikeTls } from './wire/tls-records.ts'
import {
  type ClientTls,
  factsOf,
  failureOf,
  type ServerTls,
  type TlsFacts,
  type TlsOutcome,
} from './wire/tls-session.ts'

const maximumUnread = 1024 * 1024

/** One TLS session: `duplex` feeds its engine and is gone once the handshake has failed. */
interface TlsLayer {
  reader: RecordReader
  duplex?: TlsDuplex
  engine?: tls.TLSSocket
  alert?: string
}

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
  /** what the handshake settled, while TLS is running */
  tls?: TlsFacts
  readonly #socket: net.Socket
  readonly #signal: AbortSignal
  readonly #inbox: Inbox
  readonly #connection: number
  /** TLS over TCP, and TLS inside TLS where somebody starts it twice; the last may not be secured (yet) */
  readonly #layers: TlsLayer[] = []
  #rawEnd?: 'fin' | 'rst'
  #closed = false

  constructor(socket: net.Socket, options: { side: Side; recording: Recording; signal: AbortSignal }) {
    this.#socket = socket
    this.#signal = options.signal
    this.#inbox = new Inbox(options.signal)
    this.side = options.side
    this.recording = options.recording
    this.remoteAddress = socket.remoteAddress ?? ''
    this.localAddress = socket.localAddress ?? ''
    this.#connection = options.recording.nextConnection()
    socket.setNoDelay(true)
    socket.on('data', (bytes: Buffer) => {
      this.#record(this.#other, { layer: 'tcp', data: bytes })
      this.#receive(bytes, 0)
    })
    socket.on('end', () => this.#ended('fin'))
    socket.on('error', () => this.#ended('rst'))
    socket.on('close', () => this.#ended('rst'))
    this.#signal.addEventListener('abort', this.#abort, { once: true })
    if (this.#signal.aborted) this.#abort()
  }

  /** how the other side ended, once it has */
  get end(): End | undefined {
    return this.#inbox.end
  }

  /** the engine of the innermost TLS session that is running */
  get #engine(): tls.TLSSocket | undefined {
    return this.#layers.findLast(({ engine }) => engine)?.engine
  }

  /** how the line that was read last ended */
  get lineEnd(): 'CRLF' | 'LF' {
    return this.#inbox.lineEnd
  }

  /** the bytes that came last, as one read gave them */
  get lastRead(): Buffer {
    return this.#inbox.lastRead
  }

  /** how many bytes have come that were not read */
  get unreadLength(): number {
    return this.#inbox.length
  }

  get #other(): Side {
    return this.side === 'C' ? 'S' : 'C'
  }

  /** Sends these bytes in one write: one segment, or one run of TLS records. Never waits; after the end nothing is sent. */
  send(data: string | Buffer): void {
    const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data
    this.#record(this.side, { layer: 'plaintext', data: bytes })
    if (this.#engine) this.#engine.write(bytes)
    else this.#write(bytes)
  }

  /** The next line without its line end (CRLF or bare LF), as latin1. */
  async line(): Promise<string> {
    for (;;) {
      if (!this.tls && startsLikeTls(this.#inbox.peek())) {
        throw new MailtlsError('tls-instead-of-plaintext', 'expected a line in plaintext, found a TLS record')
      }
      const line = this.#inbox.takeLine()
      if (line !== undefined) {
        if (this.#inbox.length <= maximumUnread && this.#socket.isPaused()) this.#socket.resume()
        return line
      }
      await this.#inbox.more()
    }
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

  /** Waits for the next bytes and takes those that stand before a TLS record; all, when no record follows. */
  async plaintextBeforeTls(): Promise<Buffer> {
    const reader = new RecordReader()
    const plaintext: Buffer[] = []
    for (;;) {
      const pieces: Piece[] = reader.read(this.#inbox.take())
      for (const piece of pieces) if ('plaintext' in piece) plaintext.push(piece.plaintext)
      const records = pieces.filter((piece) => 'tls' in piece).map(({ tls }) => tls)
      if (records.length > 0 || this.end) {
        this.unread(Buffer.concat([...records, reader.rest()]))
        return Buffer.concat(plaintext)
      }
      await this.#inbox.more()
    }
  }

  /** Waits until the other side has ended its half; what it still sent can then be read as `leftover`. */
  async ended(): Promise<End> {
    while (!this.end) await this.#inbox.more()
    return this.end
  }

  /**
   * Runs a TLS handshake, as client or server by our side. Bytes that came and were not read count as the other side's
   * first bytes of it. Plaintext where TLS is due is kept apart on the client's side (`plaintext` of the outcome; a
   * whole line of it ends the handshake), and goes into the TLS engine on the server's, which fails on it.
   */
  async startTls(options: ClientTls | ServerTls): Promise<TlsOutcome> {
    if (this.end) return failureOf({ rawEnd: this.#rawEnd, plaintext: this.leftover() })
    this.#record('C', { layer: 'note', text: 'starts TLS' })
    const below = this.#engine
    const duplex = new TlsDuplex((bytes) => (below ? below.write(bytes) : this.#write(bytes)))
    const layer: TlsLayer = { reader: new RecordReader(), duplex }
    const depth = this.#layers.filter((each) => each.engine).length
    this.#layers[depth] = layer
    const engine = this.#engineOver(duplex, options)
    let result: true | Error | undefined
    const settle = (value: true | Error) => {
      result ??= value
      this.#inbox.wake()
    }
    engine.once(this.side === 'C' ? 'secureConnect' : 'secure', () => settle(true))
    engine.on('error', settle)
    for (const event of ['end', 'close']) engine.once(event, () => settle(new Error(`the TLS engine saw the ${event}`)))
    const early = this.#inbox.take()
    if (early.length > 0) this.#demultiplex(early, layer)
    while (result === undefined && !this.#inbox.hasLine()) await this.#inbox.more()
    this.#inbox.throwIfAborted()
    return result === true ? this.#secured(engine, depth) : this.#failed(engine, layer, result)
  }

  /** Lets time pass between two writes, so that they arrive apart. It decides nothing. */
  async pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#signal }).catch(() => this.#inbox.throwIfAborted())
  }

  /** Ends our half: close_notify where TLS is running, then FIN. What was sent is flushed. */
  halfClose(): void {
    if (this.#engine) this.#engine.end(() => this.#socket.end())
    else this.#socket.end()
  }

  /** Resets the connection (RST), with nothing said in TLS. */
  reset(): void {
    this.#socket.resetAndDestroy()
  }

  /** Flushes what was sent, ends our half and lets go of the socket, without waiting for the other side. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#signal.removeEventListener('abort', this.#abort)
    if (this.#engine && !this.end) this.#engine.end(() => this.#socket.destroySoon())
    else this.#socket.destroySoon()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
    if (this.#socket.closed) return
    const { promise, resolve } = Promise.withResolvers<void>()
    // bounded: a peer that never reads must not hold up whoever lets go of it
    const timer = setTimeout(() => this.#socket.destroy(), 200)
    this.#socket.once('close', () => resolve())
    await promise
    clearTimeout(timer)
  }

  #engineOver(duplex: TlsDuplex, options: ClientTls | ServerTls): tls.TLSSocket {
    if (this.side === 'C') return tls.connect({ ...(options as ClientTls), socket: duplex, rejectUnauthorized: false })
    const server = { ...(options as ServerTls), isServer: true, rejectUnauthorized: false }
    return new tls.TLSSocket(duplex, server)
  }

  #secured(engine: tls.TLSSocket, depth: number): TlsOutcome {
    this.#layers[depth]!.engine = engine
    engine.on('data', (bytes: Buffer) => this.#receive(bytes, depth + 1))
    for (const event of ['end', 'error', 'close']) {
      engine.on(event, () => this.#inboxEnded(this.#rawEnd ?? 'close-notify'))
    }
    this.tls = factsOf(engine, this.side)
    this.#record('S', { layer: 'note', text: `TLS is running: ${this.tls.version}, ${this.tls.suite}` })
    return { ok: true, facts: this.tls }
  }

  /** The dialogue may go on in plaintext: what came so far is still there to be read. */
  #failed(engine: tls.TLSSocket, layer: TlsLayer, error: Error | undefined): TlsOutcome {
    engine.destroy()
    layer.duplex = undefined
    if (this.#rawEnd) this.#inboxEnded(this.#rawEnd)
    const plaintext = Buffer.from(this.#inbox.peek())
    const failure = failureOf({ alert: layer.alert, rawEnd: this.#rawEnd, error, plaintext })
    this.#record(failure.by === 'refused' ? this.side : this.#other, { layer: 'note', text: failure.text })
    return failure
  }

  /** Bytes off the wire (depth 0) or out of a TLS session, for the layer above or, where there is none, for the reader. */
  #receive(bytes: Buffer, depth: number): void {
    const layer = this.#layers[depth]
    if (layer) this.#demultiplex(bytes, layer)
    else this.#append(bytes)
  }

  #demultiplex(bytes: Buffer, layer: TlsLayer): void {
    for (const piece of layer.reader.read(bytes)) {
      if ('plaintext' in piece) this.#strayPlaintext(piece.plaintext, layer)
      else {
        const { type, fragment } = piece.record
        this.#record(this.#other, { layer: 'tls', record: type, length: fragment.length })
        if (!layer.engine) layer.alert ??= alertText(piece.record)
        layer.duplex?.push(piece.tls)
      }
    }
  }

  /** A server's engine gets what the client sent, as it is; for a client it is evidence against the server. */
  #strayPlaintext(bytes: Buffer, { duplex, engine }: TlsLayer): void {
    if (this.side === 'S' && duplex) duplex.push(bytes)
    else if (!engine) this.#append(bytes)
    else this.#record(this.#other, { layer: 'note', text: `sends plaintext beside TLS: ${bytes.toString('latin1')}` })
  }

  #append(bytes: Buffer): void {
    this.#record(this.#other, { layer: 'plaintext', data: bytes })
    this.#inbox.append(bytes)
    if (this.#inbox.length > maximumUnread) this.#socket.pause()
  }

  #write(bytes: Buffer): void {
    if (!this.#socket.writable) return
    this.#socket.write(bytes)
    this.#record(this.side, { layer: 'tcp', data: bytes })
  }

  #record(side: Side, event: Parameters<Recording['add']>[2]): void {
    this.recording.add(this.#connection, side, event)
  }

  /** TCP has ended. While TLS runs the engine has the last word: what it holds is read before the end is seen. */
  #ended(end: 'fin' | 'rst'): void {
    if (this.#rawEnd || this.#signal.aborted || this.#closed) return
    this.#rawEnd = end
    const [outer] = this.#layers
    const rest = outer?.reader.rest()
    if (outer && rest?.length) this.#strayPlaintext(rest, outer)
    if (outer?.duplex) outer.duplex.push(null)
    else this.#inboxEnded(end)
  }

  #inboxEnded(end: End): void {
    if (this.end || this.#closed || this.#signal.aborted) return
    const text = { fin: 'closes the connection', rst: 'resets the connection', 'close-notify': 'ends TLS' }[end]
    this.#record(this.#other, { layer: 'note', text })
    this.#inbox.close(end)
  }

  readonly #abort = (): void => {
    this.#socket.destroy()
    this.#inbox.wake()
  }
}
