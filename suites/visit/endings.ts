import type { Judging } from '../../harness/check.ts'
import type { Outcome } from '../../harness/client.ts'
import { lastLinesOf } from '../../harness/last-lines.ts'
import { escape } from '../../harness/recording.ts'
import { Inconclusive, NotApplicable } from '../../harness/verdict.ts'

/**
 * How the launches of one check ended. Who had to be ended by us has done what was seen until then, but it has neither
 * refused anything nor left anything undone.
 */
export interface Endings {
  /** Takes note of how a launch ended. */
  note: (outcome: Outcome, weight?: Weight) => void
  /** How long one more launch may take, in ms, where the first has so long: whoever hung once has had its time. */
  patience: (launchMs: number) => number
  /** Inconclusive where a launch had to be ended by us. */
  throwIfHung: (otherwise?: string) => void
  /** Inconclusive where a launch did not come to an end of its own: by us, or by a crash. */
  throwUnlessEnded: (otherwise: string) => void
  /** As `expect`, for what a client ought to have done before its end: inconclusive where it had none of its own. */
  expectDone: (condition: boolean, text: string) => void
  /**
   * Runs a check: where it finds nothing wrong, or nothing to look at, after a launch that hung, it is inconclusive. Where
   * it gets nowhere, `why` may say more.
   */
  judge: (run: () => Promise<void>, why?: () => Promise<void>) => Promise<void>
}

/** What the end of a launch counts for: by itself, as far as it is that of all like it, or nothing, in a control. */
export type Weight = 'counts' | 'one-of-several' | 'control'

/** Endings of a check that has had no launch yet. */
export function endingsOf({ expect, inconclusive }: Pick<Judging, 'expect' | 'inconclusive'>): Endings {
  const unended: Outcome[] = []
  const several: Outcome[] = []
  let hasHung = false
  const throwFor = (outcome: Outcome | undefined, otherwise: string) => {
    if (outcome) inconclusive('hung', `${otherwise}: ${outcomeText(outcome)}`)
  }
  const throwIfHung: Endings['throwIfHung'] = (otherwise = 'the client did not come to its end') =>
    throwFor(
      unended.find(({ ended }) => ended === 'by-us'),
      otherwise,
    )
  return {
    note(outcome, weight = 'counts') {
      hasHung ||= outcome.ended === 'by-us'
      if (weight === 'one-of-several') several.push(outcome)
      else if (weight === 'counts' && outcome.ended) unended.push(outcome)
    },
    patience: (launchMs) => (hasHung ? launchMs / 8 : launchMs),
    throwIfHung,
    throwUnlessEnded: (otherwise) => throwFor(unended[0], otherwise),
    expectDone(condition, text) {
      if (!condition) throwFor(unended[0], `${text}, but the client had no end of its own`)
      expect(condition, text)
    },
    async judge(run, why) {
      try {
        await run()
      } catch (error) {
        if (error instanceof NotApplicable) throwIfHung('nothing to judge was seen of the client until its end')
        if (error instanceof Inconclusive && error.reason.code !== 'hung' && !hasHung) await why?.()
        throw error
      }
      throwIfHung('nothing wrong was seen of the client until its end')
      if (several.every(({ ended }) => ended === 'by-us'))
        throwFor(several[0], 'the client hung wherever it was tried out')
    },
  }
}

/** How a launch ended, for a sentence. */
export function outcomeText({ exitCode, ended = 'by-us', why = 'it hung', output }: Outcome): string {
  const how =
    exitCode === undefined
      ? { 'by-signal': 'ended by a signal', 'by-us': `ended by us, since ${why}`, 'not-started': 'not started' }[ended]
      : `exit code ${exitCode}`
  const said = lastLinesOf(output.slice(-mostSaid), 2).join(' / ').slice(0, 300)
  return said === '' ? how : `${how}, it said "${escape(said)}"`
}

/** What is looked at of an output to find its last lines. */
const mostSaid = 10_000
