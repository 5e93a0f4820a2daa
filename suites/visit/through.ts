import type { Encounter } from './encounter.ts'
import { outcomeText } from './endings.ts'
import type { Visit } from './visit.ts'

/** Expects the client to have done its task; inconclusive where it was ended before it could. */
export function expectThrough(
  { expectDone }: Pick<Encounter, 'expectDone'>,
  { worked, outcome }: Visit,
  otherwise: string,
): void {
  expectDone(worked, `${otherwise}: ${outcomeText(outcome)}`)
}
