import type { End, Signalled } from './ends.ts'
import type { Holdings } from './holdings.ts'
import type { Place } from './place.ts'

/** How a run ends: its exit code, or the signal that ended it. */
export type Exit = number | NodeJS.Signals

/** A run of a way: the arguments of Node, and how it has to end if it is let. */
export interface Run {
  args: readonly string[]
  exit: Exit
}

/** Makes a run in a place, with whatever has to be there. */
export type RunIn = (place: Place) => Run

/** A way to run mailtls. */
export interface Way {
  name: string
  needsEngine?: true
  /** the runs that end by themselves, and one that goes on for long enough to be sent a signal */
  runs: Partial<Record<Exclude<End, Signalled> | 'long', RunIn>>
  /** the next one behind a run that could not clean up; default: the one with success */
  next?: RunIn
  /** whether the long run holds all that it may leave behind, by what was seen of it and what it has said */
  isUnderWay?: (seen: Holdings, output: string) => boolean
  /** what signals end the long run with, where that is not what they end a command line with */
  exits?: Partial<Record<Signalled, Exit>>
  /** a library leaves signals to whom it serves: what such a run held is swept by the next one */
  isSweptLater?: true
}

/** What signals end a command line with. */
export const usualExits: Record<Signalled, Exit> = {
  SIGINT: 130,
  'SIGINT twice': 130,
  SIGTERM: 143,
  SIGHUP: 129,
  SIGKILL: 'SIGKILL',
}
