import type { Connecting } from '../harness/check.ts'
import type { Answer } from '../harness/dialogue/dialogue.ts'
import { isTemporary } from '../harness/dialogue/temporary.ts'
import { Inconclusive } from '../harness/verdict.ts'

/** ms before each new try: long enough for another session to end, which may have the mailbox to itself. */
const pauses = [100, 400] as const

/** Tries again, each time on a connection of its own, while the refusal is temporary: what came of the last try. */
export async function patiently<T>(
  { pause }: Pick<Connecting, 'pause'>,
  attempt: () => Promise<T>,
  refusal: (outcome: T) => Answer | undefined,
): Promise<T> {
  for (const ms of pauses) {
    const outcome = await attempt()
    if (!isTemporary(refusal(outcome))) return outcome
    await pause(ms)
  }
  return await attempt()
}

/**
 * The answer that is due, within three tries, each on a connection of its own; else one that came instead of it and is to
 * be blamed, since it came twice. Inconclusive where it is temporary.
 */
export async function twice<A extends Answer>(
  { pause }: Pick<Connecting, 'pause'>,
  ask: () => Promise<A | undefined>,
  isDue: (answer: A | undefined) => boolean,
): Promise<A | undefined> {
  let refusals = 0
  let answer: A | undefined
  for (const ms of [...pauses, undefined]) {
    answer = await ask()
    if (isDue(answer) || (!isTemporary(answer) && ++refusals === 2)) return answer
    if (ms !== undefined && isTemporary(answer)) await pause(ms)
  }
  return notNow(answer)
}

/** Inconclusive where a refusal is only for the moment, as greylisting is: it says nothing of what was asked for. */
export function throwIfTemporary(answer: Answer | undefined): void {
  if (isTemporary(answer)) throw new Inconclusive('temporary-refusal', `refused for the moment: "${answer}"`)
}

/** Ends a check in which "not now" is all that can be had. */
export function notNow(answer: unknown): never {
  throw new Inconclusive('temporary-refusal', `refused for the moment, and again and again: "${answer}"`)
}
