import type { CheckResult } from '../../harness/check.ts'
import { isVulnerability } from '../../harness/report/compliance.ts'
import { tailOf } from '../../harness/report/dialogue-tail.ts'
import { visible } from '../../harness/visible.ts'
import { ledger } from '../ledger.ts'

/**
 * What a test says of a result that is not as it should be: what was expected, what was found, the dialogue that proves
 * it, and how to see it again.
 */
export function failureText(result: CheckResult, again = result.replay): string {
  const { id, endpoint, verdict, purpose, reason, dialogue, decides } = result
  const broken =
    verdict === 'fail' ? ledger.filter((requirement) => decides.some((each) => each === requirement.id)) : []
  const { left, lines } = tailOf(dialogue)
  return [
    `${verdict}: ${id} on ${endpoint}`,
    ...broken.map(({ id, level, summary }) => `breaks    ${id} ${level}: ${summary}`),
    ...(isVulnerability(result) ? ['severity  vulnerability: not compliant on any protocol'] : []),
    `expected  ${purpose}`,
    `found     ${reason?.text ?? verdict}`,
    ...(dialogue.length > 0 ? ['dialogue'] : []),
    ...(left > 0 ? [`   … ${left} lines before`] : []),
    ...lines.map((line) => `   ${line}`),
    `again     ${again}`,
  ]
    .flatMap((text) => text.split('\n'))
    .map(visible)
    .join('\n')
}
