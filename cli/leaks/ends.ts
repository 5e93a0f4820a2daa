import { setTimeout as delay } from 'node:timers/promises'
import type { ObservedRun } from './observed-run.ts'

/** How a run comes to its end, and what that is called. */
export const ends = {
  success: 'success',
  failure: 'failure',
  error: 'error',
  SIGINT: 'Ctrl-C',
  'SIGINT twice': 'Ctrl-C twice',
  SIGTERM: 'SIGTERM',
  SIGHUP: 'hang-up',
  SIGKILL: 'SIGKILL',
} as const
export type End = keyof typeof ends

/** The ends that a signal brings about. */
export type Signalled = Exclude<End, 'success' | 'failure' | 'error'>

export function isSignalled(end: End): end is Signalled {
  return end.startsWith('SIG')
}

/** The second Ctrl-C would be one with the first if it came at once. */
const againAfterMs = 50

/** Sends what brings the end about: a terminal sends to the whole group, `kill` to the run alone. */
export async function send(end: Signalled, { child }: ObservedRun): Promise<void> {
  const toGroup = (signal: NodeJS.Signals) => process.kill(-child.pid!, signal)
  if (end === 'SIGTERM' || end === 'SIGKILL') child.kill(end)
  else toGroup(end === 'SIGHUP' ? end : 'SIGINT')
  if (end !== 'SIGINT twice') return
  await delay(againAfterMs)
  if (child.exitCode === null && child.signalCode === null) toGroup('SIGINT')
}
