import type { Role } from '../harness/subject.ts'
import { type Check, type CheckDefinition, defineCheck } from '../harness/check.ts'
import type { RequirementId } from './ledger.ts'

/**
 * Declares a check: data, and a function over dialogues that are closed for it when it ends. What it leaves out: STARTTLS
 * endpoints, the default set-up, no harm. `decides` names the most specific requirements, which must be in the ledger; where
 * it is empty, a failure is a finding that compliance does not count.
 *
 * @example
 * ```ts
 * import { certify, defineCheck, startServer } from 'mailtls'
 *
 * const size = defineCheck({
 *   id: 'acme/server/size',
 *   roles: ['smtp-server'],
 *   decides: [],
 *   purpose: 'SIZE is offered inside TLS',
 *   async run({ connect, expect }) {
 *     const smtp = await connect()
 *     await smtp.startTls()
 *     expect((await smtp.ehlo()).includes('SIZE'), 'SIZE is not offered')
 *   },
 * })
 * await using server = await startServer('reference', { protocols: ['smtp'] })
 * const { checks } = await certify(server, { checks: [size] })
 * console.log(checks[0]?.verdict, checks[0]?.reason?.text) // fail SIZE is not offered
 * ```
 */
export function check<const R extends Role>(definition: CheckDefinition<RequirementId, R>): Check {
  return defineCheck(definition)
}
