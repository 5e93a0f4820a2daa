import tls from 'node:tls'
import type { Side } from '../recording.ts'
import type { End } from './end.ts'
import { LastAlert } from './last-alert.ts'
import { TlsDuplex } from './tls-duplex.ts'
import { alertText, asksForCertificate, closeNotify, RecordReader, recordType, type TlsRecord } from './tls-records.ts'
import { type ClientTls, factsOf, type ServerTls, type TlsFacts } from './tls-session.ts'

/** What a TLS session tells the connection that it runs on. */
export interface TlsEvents {
  /** bytes for whatever lies below */
  write: (bytes: Buffer) => void
  record: (record: TlsRecord) => void
  /** came beside the records; a server's engine gets it all the same */
  plaintext: (bytes: Buffer) => void
  /** the handshake has come out */
  settled: () => void
  /** what the records protected */
  data: (bytes: Buffer) => void
  /** a line of the key log of this session; absent where none is to be made */
  secret?: (line: Buffer) => void
  /** the running session has ended: with what lies below it, or in a way of its own */
  ended: (how: Exclude<End, 'fin' | 'rst'> | 'with-transport', text?: string) => void
}

/**
 * One TLS session over bytes that are handed in: only records reach a client's engine, whatever stands beside them is
 * told apart.
 */
export class TlsLayer {
  state: 'handshake' | 'running' | 'failed' = 'handshake'
  /** how the handshake came out, once it has */
  outcome?: true | Error
  /** the first alert that came in the clear */
  alert?: string
  /** whether the server asked for a client certificate, as far as that is sent in the clear: up to TLS 1.2 */
  certificateRequested = false
  #messages: Buffer = Buffer.alloc(0)
  readonly #side: Side
  readonly #events: TlsEvents
  readonly #reader = new RecordReader()
  readonly #duplex: TlsDuplex
  #engine?: tls.TLSSocket
  /** the server's, where the engine trusts it */
  #certificate?: tls.PeerCertificate
  #error?: Error
  #written = Promise.resolve()
  #transportEnded = false
  #suite = ''
  #closeAlert = false
  readonly #last: LastAlert
  /** close_notify may come right behind the handshake, before anybody turns to the session */
  #engineHasEnded = false
  #ended = false

  constructor(side: Side, options: ClientTls | ServerTls, events: TlsEvents) {
    this.#side = side
    this.#events = events
    this.#last = new LastAlert(side === 'C' ? 'S' : 'C')
    this.#duplex = new TlsDuplex((bytes) => events.write(bytes))
    if (side === 'C') this.#connect(options)
    else this.#accept(options)
  }

  get writable(): boolean {
    return this.#engine?.writable === true
  }

  #connect(options: ClientTls): void {
    const { servername } = options
    const engine = tls.connect({
      servername,
      secureContext: contextFor(options),
      socket: this.#duplex,
      rejectUnauthorized: false,
      checkServerIdentity: (name, certificate) => {
        // reading a chain takes longer than most of what a check does: not twice
        this.#certificate = certificate
        return tls.checkServerIdentity(name, certificate)
      },
    })
    this.#watch(engine)
    engine.once('secureConnect', () => this.#settle(true))
  }

  /** Not by way of a tls.Server, which would read the certificates anew for each connection. */
  #accept(options: ServerTls): void {
    const { requestCert } = options
    const secureContext = serverContextFor(options)
    const engine = new tls.TLSSocket(this.#duplex, {
      isServer: true,
      secureContext,
      requestCert,
      rejectUnauthorized: false,
    })
    this.#watch(engine)
    // a TLSSocket that no tls.Server has made tells of its errors and of the end of its handshake in these events alone
    engine.on('_tlsError', (error: Error) => this.#failed(error)).once('secure', () => this.#settle(true))
  }

  #watch(engine: tls.TLSSocket): void {
    this.#engine = engine
    if (this.#events.secret) engine.on('keylog', this.#events.secret)
    engine.on('keylog', (line: Buffer) => this.#last.keyLog(line))
    engine.on('error', (error) => this.#failed(error)).on('close', () => this.#failed(new Error('closed')))
    engine.on('end', () => this.#engineEnded())
  }

  #settle(outcome: true | Error): void {
    if (outcome === true) this.#suite = this.#engine!.getCipher().standardName
    this.outcome ??= outcome
    this.#events.settled()
  }

  /** Takes bytes that came from below. */
  receive(bytes: Buffer): void {
    const records: Buffer[] = []
    for (const piece of this.#reader.read(bytes)) {
      if ('plaintext' in piece) {
        this.#deliver(records.splice(0))
        this.#events.plaintext(piece.plaintext)
        if (this.#side === 'S') this.#push([piece.plaintext])
      } else {
        this.#events.record(piece.record)
        if (this.state === 'handshake') this.#inHandshake(piece.record)
        records.push(piece.tls)
      }
    }
    this.#deliver(records)
    // the engine takes no notice of a fatal alert that it does not know
    if (this.state === 'handshake' && this.alert?.startsWith('fatal')) this.#settle(new Error('fatal alert'))
  }

  #deliver(records: readonly Buffer[]): void {
    this.#push(records)
    for (const record of records) {
      this.#last.sent(record)
      // up to TLS 1.2 an alert is seen to be one; others than close_notify end the session with an error, or nothing
      this.#closeAlert ||= record[0] === recordType.alert && this.outcome === true
    }
  }

  /** Hands bytes to the engine in one piece: one that has failed fails anew on each. */
  #push(pieces: readonly Buffer[]): void {
    if (pieces.length === 0 || this.#engine?.destroyed) return
    this.#duplex.push(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces))
  }

  #inHandshake(record: TlsRecord): void {
    this.alert ??= alertText(record)
    if (record.type !== recordType.handshake || this.#messages.length > 64 * 1024) return
    this.#messages = Buffer.concat([this.#messages, record.fragment])
    this.certificateRequested ||= asksForCertificate(this.#messages)
  }

  /** What lies below has ended. The engine has the last word: what it holds comes out before the session ends. */
  transportEnded(): void {
    this.#transportEnded = true
    this.#duplex.push(null)
    if (this.state === 'handshake') this.#settle(new Error('ended in the handshake'))
  }

  /** Turns to what the session protects; to be called once its handshake has come out well. */
  open(): TlsFacts {
    this.state = 'running'
    const engine = this.#engine!
    engine.on('data', (bytes: Buffer) => this.#events.data(bytes))
    if (this.#engineHasEnded) this.#engineEnded()
    if (this.#error) this.#failed(this.#error)
    return factsOf(engine, this.#side, this.#certificate)
  }

  /** Gives the handshake up: what comes from now on is plaintext again, but for records, which are passed over. */
  giveUp(): void {
    this.state = 'failed'
    this.#duplex.destroy()
  }

  write(bytes: Buffer): void {
    // Node breaks down where a peer renegotiates while a write of nothing is under way
    if (bytes.length === 0) return
    this.#written = new Promise<void>((resolve) => void this.#engine!.write(bytes, () => resolve()))
  }

  /** Waits until all that was written has gone below. */
  async flushed(): Promise<void> {
    await this.#written
  }

  /** Flushes and says close_notify. */
  end(done: () => void): void {
    this.#engine!.end(done)
  }

  #engineEnded(): void {
    this.#engineHasEnded = true
    if (this.state === 'running') this.#end(this.#endedByTransport() ? 'with-transport' : 'close-notify')
  }

  /** The engine tells of a close alert when all data was taken, which TCP may not outlive, and of one behind user_canceled never. */
  #endedByTransport(): boolean {
    if (!this.#transportEnded || this.#closeAlert) return false
    return this.#last.read(this.#suite) !== closeNotify
  }

  #failed(error: Error): void {
    this.#error ??= error
    if (this.state === 'handshake') return this.#settle(error)
    if (this.state === 'failed') return
    const code = 'code' in error ? String(error.code) : error.message
    this.#end(code.includes('ALERT') ? 'alert' : 'refused', code)
  }

  #end(how: Parameters<TlsEvents['ended']>[0], text?: string): void {
    if (this.#ended) return
    this.#ended = true
    this.#events.ended(how, text)
  }
}

/** Contexts by what they were made of: reading certificates takes longer than a handshake. */
const contexts = new Map<string, tls.SecureContext>()
const maximumContexts = 100

/** A server's contexts by its options: one object of them stands for one server, whose tickets its other connections take. */
const serverContexts = new WeakMap<ServerTls, tls.SecureContext>()

function serverContextFor(options: ServerTls): tls.SecureContext {
  const { requestCert, honorCipherOrder = true, ...rest } = options
  const context =
    serverContexts.get(options) ??
    tls.createSecureContext({ ...rest, honorCipherOrder, ...(requestCert && { sessionIdContext: 'mailtls' }) })
  serverContexts.set(options, context)
  return context
}

function contextFor({ servername, ...options }: ClientTls): tls.SecureContext {
  void servername
  const key = JSON.stringify(options)
  const context = contexts.get(key) ?? tls.createSecureContext(options)
  if (contexts.size >= maximumContexts) contexts.clear()
  contexts.set(key, context)
  return context
}
