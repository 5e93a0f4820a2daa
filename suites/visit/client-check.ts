import type { CheckDefinition, Check } from '../../harness/check.ts'
import { defineCheck } from '../../harness/check.ts'
import type { RequirementId } from '../ledger.ts'
import { type Encounter, encounterOf, outcomeText } from './encounter.ts'

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
      if (!withoutControl) await throwUnlessThrough(encounter)
      await definition.run(encounter)
      const [hung] = encounter.hung
      if (hung)
        encounter.inconclusive(
          'hung',
          `nothing wrong was seen until the client was ended by us, since it hung: ${outcomeText(hung.outcome)}`,
        )
    },
  })
}

/** Ends a check of a client that does not get through to a conforming server: what it does elsewhere says nothing then. */
export async function throwUnlessThrough({ ordinary, inconclusive, mode }: Encounter): Promise<void> {
  const { worked, outcome } = await ordinary()
  if (worked) return
  inconclusive(
    'control-failed',
    `the client does not get through to a conforming server (${mode}): ${outcomeText(outcome)}`,
  )
}
