import type { Side } from '../recording.ts'
import type { End } from './end.ts'
import { type TlsEvents, TlsLayer } from './tls-layer.ts'
import type { ClientTls, ServerTls } from './tls-session.ts'

/** The reader above all sessions. */
interface Top {
  receive: (bytes: Buffer) => void
  ended: (end: End, text?: string) => void
}

/**
 * The TLS sessions over one TCP connection: none, one, or one inside the other where somebody starts TLS twice. Depth 0
 * is TCP, depth 1 what the first session protects; what lies above an end has the last word before it is seen.
 */
export class TlsStack {
  readonly #top: Top
  /** all but the last are running; the last may be in its handshake, or have failed in it */
  readonly #layers: TlsLayer[] = []
  readonly #ends: (End | undefined)[] = []

  constructor(top: Top) {
    this.#top = top
  }

  /** the innermost session that is running */
  get running(): TlsLayer | undefined {
    return this.#layers.findLast(({ state }) => state === 'running')
  }

  /** Begins a handshake inside the running session, or on TCP: `write` is TCP's. */
  begin(side: Side, options: ClientTls | ServerTls, events: Omit<TlsEvents, 'data' | 'ended'>): TlsLayer {
    const below = this.running
    const depth = below ? this.#layers.indexOf(below) + 1 : 0
    const layer = new TlsLayer(side, options, {
      ...events,
      ...(below && { write: (bytes) => below.write(bytes) }),
      data: (bytes) => this.receive(bytes, depth + 1),
      ended: (how, text) => this.ended(how === 'with-transport' ? this.#ends[depth]! : how, depth + 1, text),
    })
    this.#layers.splice(depth, this.#layers.length, layer)
    return layer
  }

  /** Bytes off the wire, or out of a session, for the session over it. */
  receive(bytes: Buffer, depth = 0): void {
    const layer = this.#layers[depth]
    if (layer) layer.receive(bytes)
    else this.#top.receive(bytes)
  }

  /** TCP has ended, or a session over it. Only the first end counts. */
  ended(end: End, depth = 0, text?: string): void {
    if (this.#ends[depth]) return
    this.#ends[depth] = end
    const layer = this.#layers[depth]
    if (layer && layer.state !== 'failed') layer.transportEnded()
    else this.#top.ended(end, text)
  }

  /** How that which lies below a session has ended, if it has. */
  endBelow(layer: TlsLayer): End | undefined {
    return this.#ends[this.#layers.indexOf(layer)]
  }

  /** Flushes and ends every session, from the innermost out. */
  end(done: () => void): void {
    const running = this.#layers.filter(({ state }) => state === 'running')
    const next = (): void => {
      const innermost = running.pop()
      if (innermost) innermost.end(next)
      else done()
    }
    next()
  }
}
