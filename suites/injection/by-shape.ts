import type { Answer } from '../../harness/dialogue/dialogue.ts'
import type { Proof } from './dialect.ts'

/**
 * Where answers do not name their commands: more came than are due, with all that are due among them. `count` says
 * which of the others count.
 */
export function byShape(count: (others: readonly Answer[], own: readonly string[]) => boolean): Proof {
  return {
    insideTls(answers, due, own) {
      if (!holdsMore(answers, due, (others) => count(others, own))) return undefined
      return `${due.length} answers are due, ${answers.length} came`
    },
    // not behind a refusal, and not fewer than the commands: then the handshake has failed and cleartext goes on (4.1)
    inCleartext(answers, own, commands) {
      const [first] = answers
      return first && own.includes(first.shape) && answers.length >= commands ? first : undefined
    },
  }
}

/** Whether all answers that are due are there, in order, and others before the last of them. */
function holdsMore(
  answers: readonly Answer[],
  due: readonly Answer[],
  count: (others: readonly Answer[]) => boolean,
): boolean {
  const extra = answers.length - due.length
  if (extra <= 0) return false
  // an injected command may change the first answer that is due, too
  if (sameShapes(answers.slice(extra + 1), due.slice(1)) && count(answers.slice(0, extra))) return true
  return due.some((_, start) => {
    const rest = [...answers.slice(0, start), ...answers.slice(start + extra)]
    return sameShapes(rest, due) && count(answers.slice(start, start + extra))
  })
}

export function sameShapes(some: readonly Answer[], others: readonly Answer[]): boolean {
  return some.length === others.length && some.every((answer, i) => answer.shape === others[i]!.shape)
}
