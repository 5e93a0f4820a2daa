import { type Encounter, outcomeText } from './encounter.ts'
import type { Visit } from './visit.ts'

/** Expects the client to have done its task; inconclusive where it was ended before it could. */
export function expectThrough(
  { expect, inconclusive }: Pick<Encounter, 'expect' | 'inconclusive'>,
  { worked, outcome }: Visit,
  otherwise: string,
): void {
  if (!worked && outcome.ended) inconclusive('hung', `${otherwise}, but it had no end: ${outcomeText(outcome)}`)
  expect(worked, `${otherwise}: ${outcomeText(outcome)}`)
}

/** Inconclusive where the client was ended by us: that it left something undone says nothing then. */
export function throwIfEnded({ inconclusive }: Pick<Encounter, 'inconclusive'>, { outcome }: Visit): void {
  if (outcome.ended === 'by-us') inconclusive('hung', `the client did not come to its end: ${outcomeText(outcome)}`)
}
