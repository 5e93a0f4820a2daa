import type net from 'node:net'
import type { Recording, Side } from '../recording.ts'
import type { Protocol } from '../subject.ts'

type Event = Parameters<Recording['add']>[2]

export interface TranscriptOptions {
  /** ours */
  side: Side
  recording: Recording
  /** what is spoken there, where that is known */
  protocol?: Protocol
}

/** What is recorded of one connection, as one of its sides has it: where it leads, what is said on it, and how TCP ends. */
export class Transcript {
  readonly ours: Side
  readonly theirs: Side
  /** takes a line of the key log of a session; undefined where the recording keeps no secrets */
  readonly secret?: (line: Buffer) => void
  readonly #recording: Recording
  readonly #connection: number

  constructor(socket: net.Socket, { side, recording, protocol }: TranscriptOptions) {
    this.ours = side
    this.theirs = side === 'C' ? 'S' : 'C'
    this.#recording = recording
    this.#connection = recording.nextConnection()
    if (recording.keepsSecrets) this.secret = (line) => this.sent({ layer: 'secret', line })
    const us = { address: socket.localAddress ?? '', port: socket.localPort ?? 0 }
    const them = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }
    const ends = side === 'C' ? { client: us, server: them } : { client: them, server: us }
    this.sent({ layer: 'open', ...ends, ...(protocol && { protocol }) })
    socket.once('finish', () => this.sent({ layer: 'end', end: 'fin' }))
    socket.once('end', () => this.received({ layer: 'end', end: 'fin' }))
    socket.once('error', () => this.received({ layer: 'end', end: 'rst' }))
  }

  sent(event: Event): void {
    this.#recording.add(this.#connection, this.ours, event)
  }

  received(event: Event): void {
    this.#recording.add(this.#connection, this.theirs, event)
  }

  note(side: Side, text: string): void {
    this.#recording.add(this.#connection, side, { layer: 'note', text })
  }

  /** Our side is about to send a RST. */
  resets(): void {
    this.note(this.ours, 'resets the connection')
    this.sent({ layer: 'end', end: 'rst' })
  }
}
