import type { Account, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { type Attempt, attemptLogin } from './attempt-login.ts'
import type { Means } from './means.ts'

/** Two accounts to log in with, to see whether the refusals tell one from the other. */
export type Pair = readonly [Account, Account]

/** What the refusals of a means were like. */
export interface Comparison {
  means: string
  /** the first answer that differs, for each account; none where they are refused alike */
  difference?: readonly [string, string]
  /** whether the first and the second were let in */
  letIn: readonly [boolean, boolean]
  /** how long the last answer took, for each try */
  milliseconds: readonly [number[], number[]]
}

const rounds = 3

/**
 * Logs in with both accounts side by side. Where the refusals differ it is done again: what differs between tries with
 * the same account, such as times and session ids, tells nothing; what differs every time in the same way does.
 */
export async function compareRefusals(open: () => Promise<Dialogue>, means: Means, pair: Pair): Promise<Comparison> {
  const tries: [Attempt[], Attempt[]] = [[], []]
  let difference: Comparison['difference']
  for (let round = 0; round < rounds; round++) {
    const both = await Promise.all(pair.map((account) => attemptLogin(open, means, account)))
    for (const which of [0, 1] as const) tries[which].push(both[which]!)
    difference = differenceBetween(tries, pair)
    if (!difference || both.some(({ letIn }) => letIn)) break
  }
  return {
    means: means.name,
    ...(difference && { difference }),
    letIn: [tries[0].some(({ letIn }) => letIn), tries[1].some(({ letIn }) => letIn)],
    milliseconds: [tries[0].map(({ milliseconds }) => milliseconds), tries[1].map(({ milliseconds }) => milliseconds)],
  }
}

/** The answers around the first word that is the same in all tries of each account, and not the same for both. */
function differenceBetween(tries: readonly [Attempt[], Attempt[]], pair: Pair): readonly [string, string] | undefined {
  const [first, second] = tries.map((attempts) => attempts.map(wordsOf))
  const length = Math.max(...first!.concat(second!).map((words) => words.length))
  for (let i = 0; i < length; i++) {
    const [one, other] = [sameIn(first!, i), sameIn(second!, i)]
    if (one === 'varies' || other === 'varies' || areAlike(one?.word, other?.word, pair)) continue
    return [one?.answer ?? lastOf(tries[0]), other?.answer ?? lastOf(tries[1])]
  }
  return undefined
}

type Word = { word: string; answer: string }

/** Words, each with the answer that it stands in. */
function wordsOf({ answers }: Attempt): Word[] {
  return answers.flatMap((answer) => `${answer} /`.split(/\s+/).map((word) => ({ word, answer })))
}

function sameIn(tries: readonly Word[][], i: number): Word | undefined | 'varies' {
  return tries.every((words) => words[i]?.word === tries[0]?.[i]?.word) ? tries[0]?.[i] : 'varies'
}

/** A server may quote the user's name. */
function areAlike(one: string | undefined, other: string | undefined, [first, second]: Pair): boolean {
  return one === other || one?.replaceAll(first.user, '<user>') === other?.replaceAll(second.user, '<user>')
}

function lastOf(attempts: readonly Attempt[]): string {
  return attempts.at(-1)?.answers.at(-1) ?? ''
}
