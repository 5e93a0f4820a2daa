import { type Check, type CheckDefinition, type ClientContext, defineCheck } from '../../harness/check.ts'
import type { Sign } from '../../harness/client.ts'
import type { RequirementId } from '../ledger.ts'
import { type AccountEncounter, accountEncounterOf, endOf, enteredBy } from './account-encounter.ts'

interface AccountCheckDefinition extends Pick<
  CheckDefinition<RequirementId, 'mua'>,
  'id' | 'decides' | 'records' | 'purpose' | 'connections'
> {
  /** runs though the client may not set up an account of a conforming provider */
  withoutControl?: true
  run(encounter: AccountEncounter): Promise<void>
}

/**
 * Declares a check of the accounts that a client sets up. First it has to set up one of a conforming provider, without
 * a question that must be answered with yes; that is done once for all checks of a run.
 */
export function accountCheck({ withoutControl, ...definition }: AccountCheckDefinition): Check {
  return defineCheck<'mua'>({
    roles: ['mua'],
    ports: 'account',
    mode: 'default',
    connections: 1,
    ...definition,
    async run(context) {
      await using stack = new AsyncDisposableStack()
      const encounter = accountEncounterOf(context, stack)
      if (!withoutControl) await throwUnlessSetUp(encounter)
      await encounter.judge(() => definition.run(encounter))
    },
  })
}

async function throwUnlessSetUp({ ordinary, inconclusive }: AccountEncounter): Promise<void> {
  const launch = await ordinary()
  if (!enteredBy(launch).some((server) => server.startsWith('in'))) {
    inconclusive(
      'control-failed',
      `the client does not use the account of a conforming provider where all questions are answered with no: ${endOf(launch)}`,
    )
  }
  if (launch.outcome.ended === 'by-us') {
    inconclusive(
      'control-failed',
      `the client uses the account of a conforming provider, but does not end then: ${endOf(launch)}`,
    )
  }
}

/** What a sign looks like in the client's output; inconclusive where its vendor does not say so. */
export function patternOf(
  { client, inconclusive, notApplicable }: Pick<ClientContext, 'client' | 'inconclusive' | 'notApplicable'>,
  sign: Sign,
): RegExp {
  const pattern = client.patterns[sign]
  if (pattern) return pattern
  if (!client.complete) return notApplicable('a single command claims no user interface')
  const advice = `name a pattern for ${sign} under client.patterns in mailtls.yaml, or declare the clauses`
  return inconclusive('not-declared', advice)
}
