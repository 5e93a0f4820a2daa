import type { Account, Dialogue } from '../../../harness/dialogue/dialogue.ts'
import { isTemporary } from '../../../harness/dialogue/temporary.ts'
import { type Attempt, attemptLogin } from './attempt-login.ts'
import type { Means } from './means.ts'

/** Two accounts to log in with, to see whether the refusals tell one from the other; they may change from round to round. */
export type Pair = (round: number) => readonly [Account, Account]

/** What the refusals of a means were like. */
export interface Comparison {
  means: string
  /** the first answer that differs, for each account; none where they are refused alike */
  difference?: readonly [string, string]
  /** a refusal for the moment, which the difference may be due to */
  temporary?: string
  /** whether the first and the second were let in */
  letIn: readonly [boolean, boolean]
  /** how long the last answer took, for each try */
  milliseconds: readonly [number[], number[]]
}

/**
 * The accounts of each round, in order. Servers that take turns behind one address would meet two of them each with one of
 * its own: that goes on by chance for six rounds, once in 32 times where others come in between. Of four they cannot.
 */
const orders = [
  [0, 1],
  [1, 0, 0, 1],
  [0, 1, 1, 0],
  [1, 0, 0, 1],
  [0, 1, 1, 0],
] as const

/**
 * Logs in with both accounts side by side. Where the refusals differ it is done again: what differs between tries with
 * the same account, such as times, session ids and the server that was met, tells nothing; what differs every time in the
 * same way does.
 */
export async function compareRefusals(open: () => Promise<Dialogue>, means: Means, pair: Pair): Promise<Comparison> {
  const tries: [Attempt[], Attempt[]] = [[], []]
  let difference: Comparison['difference']
  for (const [round, order] of orders.entries()) {
    const attempts = await logInSideBySide(open, means, pair(round), order)
    for (const [i, which] of order.entries()) tries[which].push(attempts[i]!)
    difference = differenceBetween(tries)
    if (!difference || attempts.some(({ letIn }) => letIn)) break
  }
  const temporary = tries.flat().find(({ refusal }) => isTemporary(refusal))?.refusal
  return {
    means: means.name,
    ...(difference && { difference }),
    ...(difference && temporary && { temporary: `${temporary}` }),
    letIn: [tries[0].some(({ letIn }) => letIn), tries[1].some(({ letIn }) => letIn)],
    milliseconds: [tries[0].map(({ milliseconds }) => milliseconds), tries[1].map(({ milliseconds }) => milliseconds)],
  }
}

/** The rounds are tries enough: to space each of them as well would take longer than a check may. */
const noPause = async () => {}

/** Connects one after the other and logs in with these, in that order, since whoever shares out work minds it; the answers overlap. */
async function logInSideBySide(
  open: () => Promise<Dialogue>,
  means: Means,
  accounts: readonly [Account, Account],
  order: readonly (0 | 1)[],
): Promise<Attempt[]> {
  const opened: Dialogue[][] = []
  for (const _ of order) opened.push([await open()])
  return await Promise.all(
    order.map(async (which, i) => {
      const connect = async () => opened[i]!.pop() ?? (await open())
      return await attemptLogin({ connect, pause: noPause }, means, accounts[which], 'any answer')
    }),
  )
}

/** The answers around the first word that is the same in all tries of each account, and not the same for both. */
function differenceBetween(tries: readonly [Attempt[], Attempt[]]): readonly [string, string] | undefined {
  const [first, second] = tries.map((attempts) => attempts.map(wordsOf))
  const length = Math.max(...first!.concat(second!).map((words) => words.length))
  for (let i = 0; i < length; i++) {
    const [one, other] = [sameIn(first!, i), sameIn(second!, i)]
    if (one === 'varies' || other === 'varies' || one?.word === other?.word) continue
    return [one?.answer ?? lastOf(tries[0]), other?.answer ?? lastOf(tries[1])]
  }
  return undefined
}

type Word = { word: string; answer: string }

/** Words, whatever their case, each with the answer that it stands in. */
function wordsOf({ answers }: Attempt): Word[] {
  return answers.flatMap((answer) => `${answer} /`.split(/\s+/).map((word) => ({ word: word.toLowerCase(), answer })))
}

function sameIn(tries: readonly Word[][], i: number): Word | undefined | 'varies' {
  return tries.every((words) => words[i]?.word === tries[0]?.[i]?.word) ? tries[0]?.[i] : 'varies'
}

function lastOf(attempts: readonly Attempt[]): string {
  return attempts.at(-1)?.answers.at(-1) ?? ''
}
