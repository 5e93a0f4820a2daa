import { isMailtlsError } from '../../harness/errors.ts'
import type net from 'node:net'
import { Peer } from '../../harness/peer.ts'
import { gone } from '../../harness/wire/letting-go.ts'
import { RecordReader, recordType } from '../../harness/wire/tls-records.ts'
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
  #ignoresAlerts = false

  constructor(socket: net.Socket, options: ConstructorParameters<typeof Peer>[1]) {
    super(socket, options)
    this.tcpEnd = gone(socket, 'end')
  }

  override async startTls(options: ClientTls | ServerTls): Promise<TlsOutcome> {
    const outcome = await super.startTls(options)
    this.handshakes.push(outcome)
    return outcome
  }

  /** Lets a ClientHello come and runs no handshake: the dialogue may go on in plaintext, whatever the client makes of it. */
  async ignoreHello(): Promise<TlsFailure> {
    await this.plaintextBeforeTls()
    this.leftover()
    this.#ignoresAlerts = true
    return failureOf({ error: new Error('no handshake is run'), plaintext: Buffer.alloc(0) })
  }

  /** The next line; what a client says in TLS about a handshake that was not run is none. */
  override async line(): Promise<string> {
    for (;;) {
      try {
        return await super.line()
      } catch (error) {
        if (!isMailtlsError(error, 'tls-instead-of-plaintext') || !this.#dropAlerts()) throw error
      }
    }
  }

  #dropAlerts(): boolean {
    const reader = new RecordReader()
    const pieces = reader.read(this.leftover())
    const records = pieces.flatMap((piece) => ('tls' in piece ? [piece.record] : []))
    this.unread(
      Buffer.concat([...pieces.map((piece) => ('tls' in piece ? Buffer.alloc(0) : piece.plaintext)), reader.rest()]),
    )
    return this.#ignoresAlerts && records.length > 0 && records.every(({ type }) => type === recordType.alert)
  }
}
