import { Budget } from '../../harness/budget.ts'

/**
 * Works on all items once the first is asked for, ten at a time, and hands out what comes of each: nearly all of the time
 * passes in waiting for peers that keep us waiting, and Vitest runs fewer tests at once.
 */
export function sideBySide<T, R>(items: readonly T[], work: (item: T) => Promise<R>): (item: T) => Promise<R> {
  const lanes = new Budget(10)
  const begun = new Map<T, Promise<R>>()
  const begin = async (item: T): Promise<R> => {
    using _lane = await lanes.take(1)
    return await work(item)
  }
  return async (asked) => {
    for (const item of begun.size === 0 ? items : []) {
      const outcome = begin(item)
      // whoever asks for it hears of it
      outcome.catch(() => {})
      begun.set(item, outcome)
    }
    return await begun.get(asked)!
  }
}
