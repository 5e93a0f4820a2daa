import { isMailtlsError } from '../../harness/errors.ts'
import type net from 'node:net'
import { Peer } from '../../harness/peer.ts'
import { gone } from '../../harness/wire/letting-go.ts'
import { readClientHello, sslv2Length } from '../../harness/hello/client-offer.ts'
import { helloStart, RecordReader, recordType } from '../../harness/wire/tls-records.ts'
import {
  type ClientTls,
  failureOf,
  type ServerTls,
  type TlsFailure,
  type TlsOutcome,
} from '../../harness/wire/tls-session.ts'

/** Our end of a connection that a client has opened; it remembers its handshakes. */
export class WatchedPeer extends Peer {
  readonly handshakes: TlsOutcome[] = []
  /** when the client has ended TCP, whatever it said in TLS before */
  readonly tcpEnd: Promise<void>
  /** whether a ClientHello where a line is due is passed over, as `ignoreHello` does */
  ignoresHellos = false
  #ignoresAlerts = false
  /** what has come since a handshake was begun, as it stood on the wire */
  #heard?: Buffer[]

  constructor(socket: net.Socket, options: ConstructorParameters<typeof Peer>[1]) {
    super(socket, options)
    this.tcpEnd = gone(socket, 'end')
    socket.on('data', (bytes: Buffer) => void this.#heard?.push(bytes))
  }

  override async startTls(options: ClientTls | ServerTls): Promise<TlsOutcome> {
    const early = this.leftover()
    this.unread(early)
    this.#heard = [early]
    const outcome = await super.startTls(options)
    this.handshakes.push(outcome)
    if (!outcome.ok) await this.#restOfLine(Buffer.concat(this.#heard))
    this.#heard = undefined
    return outcome
  }

  /** Plaintext fails a handshake by its first bytes: the rest of that line was said, too, in whatever segments it comes. */
  async #restOfLine(heard: Buffer): Promise<void> {
    if (helloStart(heard) === 0 || heard.at(-1) === lineFeed) return
    while (!this.end) {
      const bytes = await this.bytes()
      const end = bytes.indexOf(lineFeed)
      if (end >= 0) return this.unread(bytes.subarray(end + 1))
    }
  }

  /** Lets a ClientHello come and runs no handshake: the dialogue may go on in plaintext, whatever the client makes of it. */
  async ignoreHello(): Promise<TlsFailure> {
    await this.plaintextBeforeTls()
    // all of it: what comes in a segment of its own would pass for the client's next word
    let bytes = this.leftover()
    let length = helloLength(bytes)
    while (length === undefined && bytes.length < maximumHello && !this.end) {
      bytes = Buffer.concat([bytes, await this.bytes()])
      length = helloLength(bytes)
    }
    this.unread(bytes.subarray(length ?? bytes.length))
    this.#ignoresAlerts = true
    return failureOf({ error: new Error('no handshake is run'), plaintext: Buffer.alloc(0) })
  }

  /** The next line; what a client says in TLS about a handshake that was not run is none. */
  override async line(): Promise<string> {
    for (;;) {
      try {
        return await super.line()
      } catch (error) {
        if (!isMailtlsError(error, 'tls-instead-of-plaintext')) throw error
        if (await this.#dropAlerts()) continue
        if (!this.ignoresHellos) throw error
        await this.ignoreHello()
      }
    }
  }

  /** Whether what stands where a line is due were alerts, which are gone then; all else is there as it was. */
  async #dropAlerts(): Promise<boolean> {
    if (!this.#ignoresAlerts) return false
    let bytes = this.leftover()
    const reader = new RecordReader()
    const pieces = reader.read(bytes)
    while (pieces.length === 0 && !this.end) {
      const more = await this.bytes()
      bytes = Buffer.concat([bytes, more])
      pieces.push(...reader.read(more))
    }
    const records = pieces.flatMap((piece) => ('tls' in piece ? [piece.record] : []))
    const onlyAlerts = records.length > 0 && records.every(({ type }) => type === recordType.alert)
    const plaintext = pieces.map((piece) => ('tls' in piece ? Buffer.alloc(0) : piece.plaintext))
    this.unread(onlyAlerts ? Buffer.concat([...plaintext, reader.rest()]) : bytes)
    return onlyAlerts
  }
}

const maximumHello = 64 * 1024
const lineFeed = 0x0a

/** How long the ClientHello is that these bytes begin with, be it in one record, in several, or as SSL 2.0 has it. */
function helloLength(bytes: Buffer): number | undefined {
  if (bytes[0]! >= 0x80) return sslv2Length(bytes)
  let length = 0
  for (const piece of new RecordReader().read(bytes)) {
    length += 'tls' in piece ? piece.tls.length : piece.plaintext.length
    if (readClientHello(bytes.subarray(0, length))) return length
  }
  return undefined
}
