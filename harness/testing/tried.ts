import { attempt } from '../attempt.ts'
import { Budget } from '../budget.ts'
import { type CheckDefinition, type CheckResult, defineCheck } from '../check.ts'
import type { Services } from '../dns/services.ts'
import type { Place } from '../place.ts'
import { reach } from '../reach.ts'
import type { Endpoint, Listener, Role, Subject } from '../subject.ts'
import { Inconclusive } from '../verdict.ts'
import { endpointAt, subjectOf } from './subject.ts'

export interface Tried extends Partial<Subject> {
  timeoutMs?: number
  signal?: AbortSignal
  endpoint?: Endpoint
  /** where it is run, if not on that endpoint */
  place?: Place
  services?: () => Promise<Services>
}

/** Runs one check on one listener, as a run does: a check of SMTP servers, unless it names other roles. */
export function tried<R extends Role = 'smtp-server'>(
  listener: Listener,
  definition: Partial<CheckDefinition<string, R>>,
  options: Tried = {},
): Promise<CheckResult> {
  const { timeoutMs = 5000, signal, endpoint = endpointAt(listener), place = endpoint, ...rest } = options
  const { services = noServices, ...known } = rest
  const subject = subjectOf([endpoint], known)
  const check = defineCheck<R>({
    id: 'small/check',
    roles: ['smtp-server' as R],
    decides: ['rfc3207-4-1'],
    purpose: 'it works',
    run: async () => {},
    ...definition,
  })
  return attempt(check, place, {
    subject,
    budget: new Budget(8),
    reachOf: (endpoint, listener) => reach({ subject, endpoint, listener, timeoutMs: 5000, signal }),
    services,
    timeoutMs,
    signal,
  })
}

function noServices(): Promise<never> {
  return Promise.reject(new Inconclusive('domain-missing', 'no mail domain was given'))
}
