import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { accessTo } from './access.ts'
import { implicitTlsOf, notToldOf } from './implicit-tls.ts'
import { decide, type Finding, forEachOf } from './judge.ts'
import { serversByRole, type ServiceRole, serviceNames } from './servers.ts'

export const tlsForEachService = check({
  id: 'rfc8314/operator/tls-for-each-service',
  roles: ['operator'],
  decides: ['rfc8314-4-1'],
  connections: 4,
  purpose: 'each service can be reached over TLS in at least one way',
  async run(context) {
    const findings: Finding[] = []
    const ways: Record<string, string[]> = {}
    for (const [role, servers] of await serversByRole(context)) {
      findings.push(await findingOn(context, role, servers, ways))
    }
    context.seen('reached', { ways })
    decide(context, findings)
  },
})

async function findingOn(
  context: OperatorContext,
  role: ServiceRole,
  named: Connecting[],
  ways: Record<string, string[]>,
): Promise<Finding> {
  const implicit = await implicitTlsOf(context, role, named)
  const servers = [...named.filter(({ implicitTls }) => !implicitTls), ...implicit.servers]
  const all = await forEachOf(context, servers, accessTo)
  const secure = servers.filter((_, i) => all[i]!.how === 'tls')
  ways[serviceNames[role]] = secure.map(({ name }) => name)
  if (secure.length > 0) {
    // that nobody is let in may be the account's fault
    const barred = secure.map(({ loginProblem }) => loginProblem)
    return barred.every((reason) => reason !== undefined) ? { unknown: barred[0]! } : {}
  }
  const unknown = all.find((access) => access.how === 'unknown')
  if (unknown) return { unknown: unknown.why }
  if (implicit.servers.length === 0 && !implicit.denied) return { unknown: notToldOf(role) }
  return { fault: `${serviceNames[role]} is offered without TLS only` }
}
