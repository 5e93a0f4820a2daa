import { type Check, type CheckDefinition, defineCheck } from '../harness/check.ts'
import type { RequirementId } from './ledger.ts'

/** Declares a check; the requirements that it names must be in the ledger. */
export function check(definition: CheckDefinition<RequirementId>): Check {
  return defineCheck(definition)
}
