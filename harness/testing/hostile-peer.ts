import { once } from 'node:events'
import type net from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import tls from 'node:tls'
import { Peer } from '../peer.ts'
import { Recording, type Side } from '../recording.ts'
import { RecordReader, recordType } from '../wire/tls-records.ts'
import type { ServerTls } from '../wire/tls-session.ts'

/** Keeps nothing but the secrets of a TLS 1.3 session, and counts the records that are sent under the last ones. */
class Secrets extends Recording {
  /** the client's first one ends its handshake, and is under another secret */
  readonly sealed: Record<Side, number> = { C: -1, S: 0 }
  /** by label, as NSS key logs have them */
  readonly secrets = new Map<string, Buffer>()
  constructor() {
    super({ keepsSecrets: true })
  }

  override add(...[, side, event]: Parameters<Recording['add']>): void {
    if (event.layer === 'tcp') this.#count(side, sealedIn(event.data))
    if (event.layer !== 'secret') return
    const [label = '', , secret = ''] = event.line.toString('latin1').trim().split(' ')
    this.secrets.set(label, Buffer.from(secret, 'hex'))
  }

  #count(side: Side, records: number): void {
    // what the server has sealed before the client's Finished is under another secret
    if (side === 'C' && this.sealed.C < 0 && records > 0) this.sealed.S = 0
    this.sealed[side] += records
  }
}

/** How many whole records of application data begin in these bytes. */
function sealedIn(bytes: Buffer): number {
  const pieces = new RecordReader().read(bytes)
  return pieces.filter((piece) => 'tls' in piece && piece.record.type === recordType.applicationData).length
}

/** A peer that sends without end: it waits where the other side does not read, and keeps nothing of what was said. */
export class HostilePeer extends Peer {
  readonly #socket: net.Socket
  readonly #gone: AbortSignal
  readonly #recording: Secrets

  constructor(socket: net.Socket, signal: AbortSignal, side: Side = 'S') {
    const recording = new Secrets()
    super(socket, { side, recording, signal })
    this.#recording = recording
    this.#socket = socket
    const gone = new AbortController()
    socket.once('close', () => gone.abort())
    this.#gone = gone.signal
  }

  /** What our side seals its records with in a running session of TLS 1.3, and how many it has sealed. */
  get sealed(): { secret: Buffer; count: number } {
    const { secrets, sealed } = this.#recording
    const label = this.side === 'C' ? 'CLIENT_TRAFFIC_SECRET_0' : 'SERVER_TRAFFIC_SECRET_0'
    return { secret: secrets.get(label)!, count: sealed[this.side] }
  }

  /** Runs TLS as a server with an engine of its own, to do with it what a Peer never does; nothing is read here any more. */
  async serveByHand(options: ServerTls): Promise<tls.TLSSocket> {
    const engine = new tls.TLSSocket(this.#socket, { ...options, isServer: true })
    engine.on('error', () => {}).resume()
    await once(engine, 'secure', { signal: this.#gone })
    return engine
  }

  /** Sends this again and again, as fast as the other side takes it, until it has gone, or so many times. */
  async pour(next: string | Buffer, times = Infinity): Promise<void> {
    await this.#flow(() => this.send(next), times)
  }

  /** The same below the session that is running. */
  async pourBelow(next: () => Buffer, times = Infinity): Promise<void> {
    await this.#flow(() => void this.#socket.write(next()), times)
  }

  /** Sends byte for byte, one each so many ms. */
  async drip(data: string | Buffer, ms = 1000): Promise<void> {
    for (const byte of Buffer.from(data as string, 'latin1')) {
      if (this.end) return
      this.send(Buffer.from([byte]))
      await this.pause(ms)
    }
  }

  /** Says and does nothing until the other side has gone. */
  async wait(): Promise<void> {
    await this.ended()
  }

  async #flow(write: () => void, times: number): Promise<void> {
    for (let time = 0; time < times && !this.#gone.aborted && this.#socket.writable; time++) {
      write()
      if (this.#socket.writableNeedDrain) await once(this.#socket, 'drain', { signal: this.#gone }).catch(() => {})
      // what TLS protects comes to the socket a turn later
      else await turn()
    }
  }
}
