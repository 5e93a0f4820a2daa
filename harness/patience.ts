import type { Listener } from './subject.ts'
import { Inconclusive, type Reason } from './verdict.ts'

/** two rounds of what usually runs side by side */
const most = 16

/**
 * Ends the waiting for a listener that has stopped to answer: where so many checks of it in a row have run into their
 * deadline, with none in between that came to anything else, the rest would only wait as long each.
 */
export class Patience {
  readonly #late = new Map<Listener, number>()

  /** Throws Inconclusive where no more checks of this listener are to be begun. */
  throwIfLost(listener: Listener): void {
    if ((this.#late.get(listener) ?? 0) < most) return
    throw new Inconclusive(
      'unresponsive',
      `the server let ${most} checks in a row wait in vain: this one was not begun`,
    )
  }

  /** Takes note of how a check of this listener came out. */
  saw(listener: Listener, reason: Reason | undefined): void {
    if (reason?.code === 'unresponsive') return
    this.#late.set(listener, reason?.code === 'deadline' ? (this.#late.get(listener) ?? 0) + 1 : 0)
  }
}
