import type { Recording, Side } from '../recording.ts'

type Event = Parameters<Recording['add']>[2]

/** What is recorded of one connection, as one of its sides has it. */
export class Transcript {
  readonly ours: Side
  readonly theirs: Side
  readonly #recording: Recording
  readonly #connection: number

  constructor(recording: Recording, ours: Side) {
    this.ours = ours
    this.theirs = ours === 'C' ? 'S' : 'C'
    this.#recording = recording
    this.#connection = recording.nextConnection()
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
}
