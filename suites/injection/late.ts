// oxlint-disable-next-line no-restricted-imports -- see isLate
import { setTimeout as delay } from 'node:timers/promises'
import type { Answer } from '../../harness/dialogue/dialogue.ts'

/** Whether an answer takes longer than there is time for in a check: then another fence is taken, with which all is decided. */
export async function isLate(answer: Promise<Answer>): Promise<boolean> {
  // oxlint-disable-next-line no-restricted-properties -- either fence decides
  return await Promise.race([answer.then(() => false), delay(1000, true, { ref: false })])
}
