import { hash } from 'node:crypto'

/** Numbers from 0 to 1 that look random and are the same for the same seed. */
export type Random = () => number

/** What follows from a seed; seeds that differ in a letter have nothing in common. */
export function randomFrom(seed: string): Random {
  let drawn = 0
  return () => hash('sha256', `${seed} ${drawn++}`, 'buffer').readUInt32BE() / 2 ** 32
}

/** A whole number, both ends among them. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

export function oneOf<T>(random: Random, all: readonly T[]): T {
  return all[between(random, 0, all.length - 1)]!
}

/** The same in another order. */
export function shuffled<T>(random: Random, all: readonly T[]): T[] {
  return all
    .map((each) => ({ each, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ each }) => each)
}
