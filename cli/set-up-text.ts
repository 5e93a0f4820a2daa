import type { CheckResult } from '../harness/check.ts'
import { type Mode, modes } from '../harness/client.ts'
import { isClientRole } from '../harness/place.ts'
import { type SetUp, setUps } from '../harness/subject.ts'

/** How the subject was configured for a result, under the name that this has there; the operator has many servers, and no set-up. */
export function setUpText({ role, setUp }: CheckResult): { name: 'set-up' | 'mode'; text: string } | undefined {
  if (role === 'operator') return undefined
  return isClientRole(role)
    ? { name: 'mode', text: `${setUp}: ${modes[setUp as Mode]}` }
    : { name: 'set-up', text: `${setUp}: ${setUps[setUp as SetUp]}` }
}
