/** One direction of a connection: what is sent on it arrives later, in the order of sending. */
export class Lane {
  readonly #waiting: { due?: number; arrive: () => void }[] = []
  #moving = false

  /** Whether all has arrived. */
  get empty(): boolean {
    return this.#waiting.length === 0 && !this.#moving
  }

  /** Has something arrive behind all that was sent before: in so many ms, or together with what was sent last. */
  send(ms: number | 'together', arrive: () => void): void {
    this.#waiting.push({ ...(ms !== 'together' && { due: performance.now() + ms }), arrive })
    if (!this.#moving) void this.#move()
  }

  async #move(): Promise<void> {
    // before anything arrives: that may be in this turn, and send more
    this.#moving = true
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (next.due !== undefined) await turn(next.due - performance.now())
      this.#waiting.shift()
      next.arrive()
    }
    this.#moving = false
  }
}

/** At least one turn of the event loop. */
async function turn(ms: number): Promise<void> {
  await new Promise<void>((resolve) => (ms > 1 ? setTimeout(resolve, ms) : setImmediate(resolve)))
}
