import { attempt } from './attempt.ts'
import { Budget } from './budget.ts'
import type { Check, CheckResult } from './check.ts'
import { type Reach, reach } from './reach.ts'
import { type Endpoint, type Listener, protocols, type SetUp, type Subject } from './subject.ts'
import type { Reason } from './verdict.ts'

export interface RunOptions {
  /** how long one check may take, in ms */
  timeoutMs?: number
  /** how many connections are open at once */
  concurrency?: number
  /** only checks of these set-ups */
  setUps?: readonly SetUp[]
  /** ends the run: what was decided stays, the rest is inconclusive */
  signal?: AbortSignal
  onResult?: (result: CheckResult) => void
}

/** What a run found: a result for each check on each endpoint, and what is wrong with the endpoints themselves. */
export interface RunOutcome {
  results: CheckResult[]
  problems: { endpoint: string; reason: Reason }[]
  /** EHLO extensions by endpoint name, as heard on its first listener */
  capabilities: Record<string, string[]>
}

/** Runs every check on every endpoint whose role it tests, side by side within the budget of connections. */
export async function run(subject: Subject, checks: readonly Check[], options: RunOptions = {}): Promise<RunOutcome> {
  const { timeoutMs = 5000, concurrency = 8, signal, onResult } = options
  const budget = new Budget(Math.min(concurrency, subject.maximumConnections ?? concurrency))
  const reached = new Map<Listener, Promise<Reach>>()
  const reachOf = (endpoint: Endpoint, listener: Listener): Promise<Reach> => {
    const known = reached.get(listener) ?? reachWithin(budget, { subject, endpoint, listener, timeoutMs, signal })
    reached.set(listener, known)
    return known
  }
  // an endpoint that was named and cannot be spoken to is a problem, also where no check runs on it
  const hellos = Promise.allSettled(
    subject.endpoints.flatMap((endpoint) => {
      const listener = endpoint.listeners.default
      return listener ? [reachOf(endpoint, listener)] : []
    }),
  )
  const results = await Promise.all(
    jobs(subject, checks, options.setUps).map(async ({ check, endpoint }) => {
      const result = await attempt(check, endpoint, { subject, budget, reachOf, timeoutMs, signal })
      onResult?.(result)
      return result
    }),
  )
  await hellos
  return { results, ...(await summaryOf(subject, reached)) }
}

async function reachWithin(budget: Budget, options: Parameters<typeof reach>[0]): Promise<Reach> {
  using _connection = await budget.take(1)
  return await reach(options)
}

/**
 * Which check runs on which endpoint. RFC 3207 has nothing to say where TLS comes first, so its checks pass over
 * implicit TLS endpoints.
 */
export function jobs(subject: Pick<Subject, 'endpoints'>, checks: readonly Check[], setUps?: readonly SetUp[]) {
  return subject.endpoints
    .filter(({ protocol }) => !protocols[protocol].implicitTls)
    .flatMap((endpoint) =>
      checks
        .filter((check) => check.roles.includes(protocols[endpoint.protocol].role))
        .filter((check) => !setUps || setUps.includes(check.setUp))
        .map((check) => ({ check, endpoint })),
    )
}

async function summaryOf(subject: Subject, reached: Map<Listener, Promise<Reach>>) {
  const problems: RunOutcome['problems'] = []
  const capabilities: RunOutcome['capabilities'] = {}
  for (const { name, listeners } of subject.endpoints) {
    for (const listener of Object.values(listeners)) {
      const known = await reached.get(listener)?.catch(ownFault)
      if (!known) continue
      for (const reason of [known.problem, known.loginProblem]) {
        if (reason && reason.code !== 'interrupted') problems.push({ endpoint: name, reason })
      }
      capabilities[name] ??= known.extensions
    }
  }
  return { problems, capabilities }
}

/** What is known of a listener where looking at it went wrong on our side. */
function ownFault(error: unknown): Pick<Reach, 'problem' | 'loginProblem' | 'extensions'> {
  return { problem: { code: 'internal', text: String(error) }, extensions: [] }
}
