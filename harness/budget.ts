/** Connections that were granted; dispose it to give them back. */
export interface Grant extends Disposable {
  amount: number
}

/**
 * A budget of connections: whoever needs several gets them at once, in the order of asking, so that two who hold one
 * each never wait for each other. One who asks for more than there are gets all; one who asks for Infinity, to be alone,
 * comes behind all others, so that nobody waits until everybody else has finished. Who takes long does well to come first.
 */
export class Budget {
  readonly #size: number
  #free: number
  readonly #queue: { amount: number; rank: number; grant: () => void }[] = []

  constructor(size: number) {
    this.#size = size
    this.#free = size
  }

  /** Waits until `wanted` connections are free and takes them: before whoever else waits, where `first`. */
  async take(wanted: number, { first = false } = {}): Promise<Grant> {
    const amount = Math.min(wanted, this.#size)
    const { promise, resolve } = Promise.withResolvers<void>()
    const rank = wanted === Infinity ? 1 : first ? -1 : 0
    const behind = this.#queue.findLastIndex((each) => each.rank <= rank) + 1
    this.#queue.splice(behind, 0, { amount, rank, grant: resolve })
    this.#serve()
    await promise
    return { amount, [Symbol.dispose]: () => this.#giveBack(amount) }
  }

  #giveBack(amount: number): void {
    this.#free += amount
    this.#serve()
  }

  #serve(): void {
    for (let next = this.#queue[0]; next && next.amount <= this.#free; next = this.#queue[0]) {
      this.#queue.shift()
      this.#free -= next.amount
      next.grant()
    }
  }
}
