import { barrierTo } from '../harness/attempt.ts'
import { isClient, isOperator, setUpFor } from '../harness/place.ts'
import type { Job } from '../harness/run.ts'
import type { Mode } from '../harness/client.ts'
import type { Harm, SetUp } from '../harness/subject.ts'
import type { Reason } from '../harness/verdict.ts'
import type { SubjectPlan } from './subject/plan.ts'

/** What a run would do, told without contacting anything. */
export interface DryRun {
  schema: 'mailtls/plan/1'
  subject: string
  account?: string
  mailbox?: string
  /** what DNS is asked about */
  domain?: string
  /** for a client: the command lines that would be started, where they are the user's */
  commands?: SubjectPlan['commands']
  jobs: {
    check: string
    endpoint: string
    setUp: SetUp | Mode
    harms: readonly Harm[]
    runs: boolean
    reason?: Reason
  }[]
}

/** What a run of these jobs would do, and what keeps some of them from being run. */
export function dryRunOf(plan: SubjectPlan, all: readonly Job[]): DryRun {
  return {
    schema: 'mailtls/plan/1',
    subject: plan.name,
    account: plan.account?.user,
    mailbox: plan.mailbox,
    domain: all.some(({ place }) => isOperator(place)) ? plan.operator?.domain : undefined,
    ...(plan.clients && { commands: plan.commands ?? [] }),
    jobs: all.map(({ check, place }) => {
      const reason = barrierTo(check, place, plan)
      const runs = reason === undefined
      const setUp = isClient(place) ? setUpFor(check, place) : check.setUp
      return { check: check.id, endpoint: place.name, setUp, harms: check.harms, runs, reason }
    }),
  }
}
