import type { CheckDefinition, Check } from '../../harness/check.ts'
import { defineCheck } from '../../harness/check.ts'
import type { RequirementId } from '../ledger.ts'
import { actionsAmong } from './commands.ts'
import { doingsOf } from './doings.ts'
import { type Encounter, encounterOf, requiresTls } from './encounter.ts'

type ClientRole = 'smtp-client' | 'mua'

export interface ClientCheckDefinition extends Omit<
  CheckDefinition<RequirementId, ClientRole>,
  'run' | 'precondition' | 'orDefault' | 'setUp' | 'evenUnreached'
> {
  /** runs though the client may not get through to a conforming server */
  withoutControl?: true
  run(encounter: Encounter): Promise<void>
}

/**
 * Declares a check of a client that meets servers of ours. First it has to get through to a conforming one, since who
 * does nothing does nothing wrong; that launch is the same for all checks of a run.
 */
export function clientCheck({ withoutControl, ...definition }: ClientCheckDefinition): Check {
  return defineCheck<ClientRole>({
    connections: 1,
    ...definition,
    async run(context) {
      const encounter = encounterOf({ ...context, protocol: context.protocol! })
      if (definition.orIfPossible && !requiresTls(encounter.mode)) await throwUnlessInsideTls(encounter)
      if (!withoutControl) await throwUnlessThrough(encounter)
      await encounter.judge(
        () => definition.run(encounter),
        () => throwUnlessThrough(encounter),
      )
    },
  })
}

/** Ends a check of a client that does not get through to a conforming server: what it does elsewhere says nothing then. */
export async function throwUnlessThrough({ ordinary, inconclusive, throwIfHung, mode }: Encounter): Promise<void> {
  throwIfHung()
  const visit = await ordinary()
  const { worked, outcome } = visit
  if (!worked) {
    inconclusive(
      'control-failed',
      `the client does not get through to a conforming server (${mode}): ${doingsOf(visit)}`,
    )
  }
  if (outcome.ended === 'by-us') {
    inconclusive(
      'control-failed',
      `the client gets through to a conforming server (${mode}), but does not end then: ${doingsOf(visit)}`,
    )
  }
}

/** Ends a check of what a client does with TLS, where it need not have TLS and goes on without, though it is offered. */
async function throwUnlessInsideTls({ ordinary, language, inconclusive, mode }: Encounter): Promise<void> {
  const visit = await ordinary()
  const [inside, cleartext] = [visit.inside, visit.cleartext].map((commands) => actionsAmong(commands, language))
  if (inside!.length > 0 || cleartext!.length === 0) return
  inconclusive(
    'control-failed',
    `a conforming server offers TLS, and the client goes on without it (${mode}): ${doingsOf(visit)}`,
  )
}
