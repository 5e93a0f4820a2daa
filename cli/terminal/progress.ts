import type { CheckResult } from '../../harness/check.ts'
import { shorten } from '../../harness/shorten.ts'

interface Stream {
  isTTY?: boolean
  columns?: number
  write: (text: string) => unknown
}

/** One line that is written over and over; nothing at all where there is no terminal. */
export class Progress {
  readonly #stream: Stream
  #total = 0
  #done = 0
  #failed = 0

  constructor(stream: Stream) {
    this.#stream = stream
  }

  say(text: string): void {
    if (this.#stream.isTTY) this.#stream.write(`\r\u001b[K${shorten(text, (this.#stream.columns ?? 80) - 1)}`)
  }

  begin(total: number): void {
    this.#total = total
    this.say(`0/${total}`)
  }

  readonly count = ({ id, endpoint, verdict }: CheckResult): void => {
    this.#done += 1
    if (verdict === 'fail') this.#failed += 1
    const failed = this.#failed > 0 ? `, ${this.#failed} failed` : ''
    this.say(`${this.#done}/${this.#total}${failed}  ${id} on ${endpoint}`)
  }

  /** Takes the line away. */
  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[K')
  }
}
