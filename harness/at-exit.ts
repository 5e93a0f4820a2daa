import { setTimeout as delay } from 'node:timers/promises'

const atOnce = new Set<() => void>()
const withTime = new Set<() => Promise<void>>()

/**
 * Does some work when this process ends, unless a signal ends it: what was asked for last comes first. What is returned
 * takes it back.
 */
export function atExit(work: () => void): () => void {
  if (atOnce.size === 0) process.once('exit', doAtOnce)
  atOnce.add(work)
  return () => {
    atOnce.delete(work)
    if (atOnce.size === 0) process.off('exit', doAtOnce)
  }
}

/** The same for work that takes time: whoever ends the process in the middle of a run has to wait for `endInHaste`. */
export function beforeExit(work: () => Promise<void>): () => void {
  withTime.add(work)
  return () => void withTime.delete(work)
}

/** Does all work that takes time, as far as that is possible within so many ms. */
export async function endInHaste(withinMs: number): Promise<void> {
  const all = Promise.allSettled([...withTime].map((work) => work()))
  await Promise.race([all, delay(withinMs)])
}

function doAtOnce(): void {
  for (const work of [...atOnce].toReversed()) work()
}
