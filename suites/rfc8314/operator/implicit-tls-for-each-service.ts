import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { accessTo } from './access.ts'
import { implicitTlsOf, notToldOf } from './implicit-tls.ts'
import { decide, type Finding, forEachOf } from './judge.ts'
import { labelsOf, serversByRole, type ServiceRole, serviceNames } from './servers.ts'

export const implicitTlsForEachService = check({
  id: 'rfc8314/operator/implicit-tls-for-each-service',
  roles: ['operator'],
  decides: ['rfc8314-4-4', 'rfc8314-3-lc1'],
  connections: 4,
  purpose: 'each service can be reached with implicit TLS',
  async run(context) {
    const findings: Finding[] = []
    for (const [role, servers] of await serversByRole(context)) {
      findings.push(await findingOn(context, role, servers))
    }
    decide(context, findings)
  },
})

async function findingOn(context: OperatorContext, role: ServiceRole, named: Connecting[]): Promise<Finding> {
  const { servers, denied } = await implicitTlsOf(context, role, named)
  const all = await forEachOf(context, servers, accessTo)
  const unknown = all.find((access) => access.how === 'unknown')
  if (all.some(({ how }) => how === 'tls')) return {}
  if (denied) {
    return { fault: `${serviceNames[role]} is offered, and ${labelsOf(role)[0]} says that it is not with implicit TLS` }
  }
  if (unknown) return { unknown: unknown.why }
  if (servers.length === 0) return { unknown: notToldOf(role) }
  return { fault: `${servers.map(({ name }) => name).join(', ')}: cleartext where TLS is due` }
}
