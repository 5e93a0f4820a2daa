import type { Budget } from './budget.ts'
import { type Reach, reach, type ReachOptions } from './reach.ts'
import type { Endpoint, Listener } from './subject.ts'

/** What is known of the listeners of a subject: each is asked once a run. */
export class Reaches {
  readonly #budget: Budget
  readonly #options: Omit<ReachOptions, 'endpoint' | 'listener'>
  readonly #asked = new Map<Listener, Promise<Reach>>()
  readonly #settled = new Map<Listener, Reach>()

  constructor(budget: Budget, options: Omit<ReachOptions, 'endpoint' | 'listener'>) {
    this.#budget = budget
    this.#options = options
  }

  /** Asks a listener unless that is done: out of the budget, unless whoever wants to know holds connections of it. */
  async of(endpoint: Endpoint, listener: Listener, holdsConnections: boolean): Promise<Reach> {
    // a check that holds connections must not wait for one that waits for them
    const known = holdsConnections ? this.#settled.get(listener) : this.#asked.get(listener)
    if (known) return await known
    const options = { ...this.#options, endpoint, listener }
    const asking = holdsConnections ? reach(options) : reachWithin(this.#budget, options)
    if (!this.#asked.has(listener)) this.#asked.set(listener, asking)
    const found = await asking
    this.#settled.set(listener, found)
    return found
  }

  /** What came of asking a listener, or will come of it; undefined where nobody has. */
  known(listener: Listener): Promise<Reach> | undefined {
    return this.#asked.get(listener)
  }
}

/** The same of any subject's listener, asked anew, once a connection of the budget is free. */
export async function reachWithin(budget: Budget, options: ReachOptions): Promise<Reach> {
  using _connection = await budget.take(1)
  return await reach(options)
}
