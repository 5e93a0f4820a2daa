import type { Role } from '../harness/subject.ts'
import { type Check, type CheckDefinition, defineCheck } from '../harness/check.ts'
import type { RequirementId } from './ledger.ts'

/** Declares a check; the requirements that it names must be in the ledger. */
export function check<const R extends Role>(definition: CheckDefinition<RequirementId, R>): Check {
  return defineCheck(definition)
}
