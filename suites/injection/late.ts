// oxlint-disable-next-line no-restricted-imports -- see isLate
import { setTimeout as delay } from 'node:timers/promises'

/** Whether an answer takes longer than there is time for in a check: then it is another dialogue that decides, or nothing. */
export async function isLate(answer: Promise<unknown>): Promise<boolean> {
  // oxlint-disable-next-line no-restricted-properties -- no verdict comes of what is late
  return await Promise.race([answer.then(() => false), delay(1000, true, { ref: false })])
}
