/** What came of doing the same thing several times. */
export interface Spread {
  median: number
  min: number
  max: number
}

/** How long something took, in ms, and what came of it. */
export interface Timed<T> {
  ms: number
  /** of this process, all of its threads, in ms */
  cpuMs: number
  value: T
}

/** Does something once and takes the time. */
export async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const value = await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000, value }
}

/** Does something once, or so often, to warm up, and then as often as is measured. */
export async function repeated<T>(rounds: number, work: () => Promise<T>, warmUps = 1): Promise<Timed<T>[]> {
  await times(warmUps, work)
  return await times(rounds, () => timed(work))
}

/** Does something so many times, one after the other. */
export async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let round = 0; round < count; round++) all.push(await work())
  return all
}

/** The value in the middle; of an even number of values the mean of the two there. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.reduce((sum, value) => sum + value, 0) / middle.length
}

/** Median, least and greatest of some values. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) }
}

/** The time that `count` of something took at once, by what it had taken had one core each worked off its share. */
export function growth(ms: number, count: number, { one, cores }: { one: number; cores: number }): number {
  return ms / (one * Math.max(1, count / cores))
}
