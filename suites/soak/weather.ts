import { between, oneOf, type Random } from './random.ts'

/** What the network and the machine are like for one run. */
export interface Weather {
  name: keyof typeof kinds
  /** into how many pieces bytes are cut at most */
  pieces: number
  /** how long a piece may be under way, in ms, over the others */
  jitterMs: number
  /** how long whatever the subject says is under way, in ms */
  latencyMs: number
  /** how long the process stands still now and then, in ms at most */
  stallMs: number
  /** how much longer our pauses between two writes are than usual; see `stretched` */
  pauses: number
  /** how many connections are open at once */
  concurrency: number
}

type Kind = Pick<Weather, 'pieces' | 'jitterMs' | 'latencyMs' | 'stallMs'>

const kinds = {
  /** bytes come in pieces, each in a turn of its own */
  cut: { pieces: 6, jitterMs: 0, latencyMs: 0, stallMs: 0 },
  /** a few bytes come at a time */
  crumbs: { pieces: 12, jitterMs: 0.2, latencyMs: 0, stallMs: 0 },
  /** pieces are late, some much more than others */
  gusts: { pieces: 3, jitterMs: 40, latencyMs: 0, stallMs: 0 },
  /** every answer takes longer than our pauses between two writes of an attack */
  slow: { pieces: 1, jitterMs: 5, latencyMs: 130, stallMs: 0 },
  /** the process is held up, as on a machine that does too much at once */
  stalls: { pieces: 2, jitterMs: 3, latencyMs: 0, stallMs: 60 },
} as const satisfies Record<string, Kind>

/** Pauses as long as this are no spacing of two writes: an answer is withheld, and what the client does meanwhile decides. */
const withholding = 1000

/** Draws the weather of one run. */
export function weatherFrom(random: Random): Weather {
  const name = oneOf(random, Object.keys(kinds) as (keyof typeof kinds)[])
  const concurrency = name === 'slow' ? between(random, 24, 64) : between(random, 2, 32)
  return { name, ...kinds[name], pauses: oneOf(random, [0, 1, 10]), concurrency }
}

/** How long a pause is in this weather. */
export function stretched(ms: number, { pauses }: Pick<Weather, 'pauses'>): number {
  return ms < withholding ? ms * pauses : ms
}
