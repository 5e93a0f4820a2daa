/** Connections that were granted; dispose it to give them back. */
export interface Grant extends Disposable {
  amount: number
}

/**
 * A budget of connections: whoever needs several gets them at once, in the order of asking, so that two who hold one
 * each never wait for each other. One who asks for more than there are gets all.
 */
export class Budget {
  readonly #size: number
  #free: number
  readonly #queue: { amount: number; grant: () => void }[] = []

  constructor(size: number) {
    this.#size = size
    this.#free = size
  }

  /** Waits until `wanted` connections are free and takes them. */
  async take(wanted: number): Promise<Grant> {
    const amount = Math.min(wanted, this.#size)
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#queue.push({ amount, grant: resolve })
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
