import type net from 'node:net'
import tls from 'node:tls'
import { TlsDuplex } from '../wire/tls-duplex.ts'
import type { ClientTls, ServerTls } from '../wire/tls-session.ts'

/**
 * A TLS server on a raw socket, each flight of which goes through `flight` on its way: to put plaintext beside it, to
 * hold it back or to cut it.
 */
export function rawTlsServer(
  socket: net.Socket,
  options: ServerTls,
  flight: (bytes: Buffer) => void = (bytes) => socket.write(bytes),
): tls.TLSSocket {
  const duplex = new TlsDuplex(flight)
  socket.on('data', (bytes) => duplex.push(bytes))
  const engine = new tls.TLSSocket(duplex, { ...options, isServer: true, rejectUnauthorized: false })
  engine.on('error', () => {})
  return engine
}

/** A TLS client on a raw socket, for which `tamper` changes what the server sends. */
export function rawTlsClient(socket: net.Socket, options: ClientTls, tamper: (bytes: Buffer) => Buffer): tls.TLSSocket {
  const duplex = new TlsDuplex((bytes) => socket.write(bytes))
  socket.on('data', (bytes) => duplex.push(tamper(bytes)))
  const engine = tls.connect({ ...options, socket: duplex, rejectUnauthorized: false })
  engine.on('error', () => {})
  return engine
}

/** Flights of a raw TLS server that can be held back, to come in one segment. */
export class Flights {
  readonly #socket: net.Socket
  #held?: Buffer[]
  #more = Promise.withResolvers<void>()

  constructor(socket: net.Socket) {
    this.#socket = socket
  }

  /** to be handed to rawTlsServer */
  readonly send = (bytes: Buffer): void => {
    if (!this.#held) return void this.#socket.write(bytes)
    this.#held.push(bytes)
    this.#more.resolve()
    this.#more = Promise.withResolvers<void>()
  }

  /** From now on flights are held back. */
  hold(): void {
    this.#held = []
  }

  /** Waits for as many flights, and takes them. */
  async take(count: number): Promise<Buffer> {
    while (this.#held && this.#held.length < count) await this.#more.promise
    return Buffer.concat(this.#held?.splice(0, count) ?? [])
  }
}
