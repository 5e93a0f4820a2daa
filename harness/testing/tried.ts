import { attempt } from '../attempt.ts'
import { Budget } from '../budget.ts'
import { type CheckDefinition, type CheckResult, defineCheck } from '../check.ts'
import { Discovery } from '../discovery.ts'
import type { Place } from '../place.ts'
import { Shared } from '../once.ts'
import { Patience } from '../patience.ts'
import { CertificateStore } from '../report/certificate.ts'
import { reach } from '../reach.ts'
import type { Endpoint, Listener, Role, Subject } from '../subject.ts'
import { endpointAt, subjectOf } from './subject.ts'

export interface Tried extends Partial<Subject> {
  timeoutMs?: number
  signal?: AbortSignal
  endpoint?: Endpoint
  /** where it is run, if not on that endpoint */
  place?: Place
}

/** Runs one check on one listener, as a run does: a check of SMTP servers, unless it names other roles. */
export async function tried<R extends Role = 'smtp-server'>(
  listener: Listener,
  definition: Partial<CheckDefinition<string, R>>,
  options: Tried = {},
): Promise<CheckResult> {
  const { timeoutMs = 5000, signal, endpoint = endpointAt(listener), place = endpoint, ...known } = options
  const subject = subjectOf([endpoint], known)
  const check = defineCheck<R>({
    id: 'small/check',
    roles: ['smtp-server' as R],
    decides: ['rfc3207-4-1'],
    purpose: 'it works',
    run: async () => {},
    ...definition,
  })
  const reached = (subject: Subject, endpoint: Endpoint, listener: Listener) =>
    reach({ subject, endpoint, listener, timeoutMs: 5000, signal })
  const { result } = await attempt(check, place, {
    subject,
    budget: new Budget(8),
    reachOf: (endpoint, listener) => reached(subject, endpoint, listener),
    discovery: new Discovery({ subject, timeoutMs, signal, reach: reached }),
    once: new Shared().once,
    certificates: new CertificateStore(),
    patience: new Patience(),
    timeoutMs,
    signal,
  })
  return result
}
