import { attempt } from '../attempt.ts'
import { Budget } from '../budget.ts'
import { type CheckDefinition, type CheckResult, defineCheck } from '../check.ts'
import { reach } from '../reach.ts'
import type { Endpoint, Listener, Subject } from '../subject.ts'
import { endpointAt, subjectOf } from './subject.ts'

export interface Tried extends Partial<Subject> {
  timeoutMs?: number
  signal?: AbortSignal
  endpoint?: Endpoint
}

/** Runs one check on one listener, as a run does. */
export function tried(
  listener: Listener,
  definition: Partial<CheckDefinition>,
  options: Tried = {},
): Promise<CheckResult> {
  const { timeoutMs = 5000, signal, endpoint = endpointAt(listener), ...known } = options
  const subject = subjectOf([endpoint], known)
  const check = defineCheck({
    id: 'small/check',
    roles: ['smtp-server'],
    decides: ['rfc3207-4-1'],
    purpose: 'it works',
    run: async () => {},
    ...definition,
  })
  return attempt(check, endpoint, {
    subject,
    budget: new Budget(8),
    reachOf: (endpoint, listener) => reach({ subject, endpoint, listener, timeoutMs: 5000, signal }),
    timeoutMs,
    signal,
  })
}
