import { Duplex } from 'node:stream'

/**
 * The stream that a TLS engine takes for its socket, while the raw socket stays ours: what the engine writes goes to
 * `write`, what comes off the wire is handed in with `push`. So every byte can be seen, and FIN, RST and close_notify
 * are told apart.
 */
export class TlsDuplex extends Duplex {
  readonly #toWire: (bytes: Buffer) => void

  constructor(toWire: (bytes: Buffer) => void) {
    super({ allowHalfOpen: true })
    this.#toWire = toWire
  }

  override _read(): void {}

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#toWire(bytes)
    done()
  }

  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#toWire(Buffer.concat(chunks.map(({ chunk }) => chunk)))
    done()
  }
}
