import { barrierTo } from '../harness/attempt.ts'
import type { Check } from '../harness/check.ts'
import { isOperator } from '../harness/place.ts'
import { jobs } from '../harness/run.ts'
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
  jobs: { check: string; endpoint: string; setUp: SetUp; harms: readonly Harm[]; runs: boolean; reason?: Reason }[]
}

export function dryRunOf(plan: SubjectPlan, checks: readonly Check[]): DryRun {
  const all = jobs(plan, checks)
  return {
    schema: 'mailtls/plan/1',
    subject: plan.name,
    account: plan.account?.user,
    mailbox: plan.mailbox,
    domain: all.some(({ place }) => isOperator(place)) ? plan.operator?.domain : undefined,
    jobs: all.map(({ check, place }) => {
      const reason = barrierTo(check, place, plan)
      const runs = reason === undefined
      return { check: check.id, endpoint: place.name, setUp: check.setUp, harms: check.harms, runs, reason }
    }),
  }
}
