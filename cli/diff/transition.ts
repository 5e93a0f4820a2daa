import type { Waived } from '../../harness/report/report.ts'
import type { Declaration } from '../../harness/subject.ts'
import type { Reason, Verdict } from '../../harness/verdict.ts'

/** What a report says of a requirement or a check. */
export interface State {
  verdict: Verdict
  reason?: Reason
  declared?: Declaration
  waived?: Waived
  /** what a check saw that only records */
  outcome?: string
}

export type Transition = 'worse' | 'better' | 'changed' | 'same'

/**
 * What it means that one state became the other. A failure is worst, and not to know comes next: to lose a decision is
 * worse, to win one is better. Two ways of being fine are a mere change; so is a failure that stays and is waived now,
 * one that is waived as soon as it comes, and one of which it is not known whether it went.
 */
export function transition(before: State, after: State): Transition {
  const [old, now] = [rank(before), rank(after)]
  if (old < now) return old === ranks.fails && now === ranks.open ? 'changed' : 'better'
  if (old > now) return after.waived ? 'changed' : 'worse'
  return isSame(before, after) ? 'same' : 'changed'
}

const ranks = { fails: 0, open: 1, fine: 2 } as const

function rank({ verdict, declared }: State): number {
  if (verdict === 'fail' || declared?.answer === 'no') return ranks.fails
  return verdict === 'error' || verdict === 'inconclusive' ? ranks.open : ranks.fine
}

/** Texts may hold what differs from run to run; codes do not. */
function isSame(before: State, after: State): boolean {
  const waived = Boolean(before.waived) === Boolean(after.waived)
  const seen = before.verdict === after.verdict && before.outcome === after.outcome
  return waived && seen && before.reason?.code === after.reason?.code
}
