import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { check } from '../../check.ts'
import { accessTo } from './access.ts'
import { decide, type Finding, forEachOf } from './judge.ts'
import { advertisedBy, labelsOf, serversByRole, type ServiceRole, serviceNames } from './servers.ts'

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

async function findingOn(context: OperatorContext, role: ServiceRole, servers: Connecting[]): Promise<Finding> {
  const { advertised, denied } = await inDns(context, role)
  const [label] = labelsOf(role)
  const candidates = [...servers.filter(({ implicitTls }) => implicitTls), ...advertised]
  const all = await forEachOf(context, candidates, accessTo)
  if (all.some(({ how }) => how === 'tls')) return {}
  if (denied) return { fault: `${serviceNames[role]} is offered, and ${label} says that it is not with implicit TLS` }
  const unknown = all.find((access) => access.how === 'unknown')
  if (unknown) return { unknown: unknown.why }
  if (all.length > 0) return { fault: `${candidates.map(({ name }) => name).join(', ')}: cleartext where TLS is due` }
  const text = `${serviceNames[role]} with implicit TLS was neither named nor advertised: name it as ${label!.slice(1)}://`
  return { unknown: { code: 'servers-unknown', text } }
}

/** What SRV says of the service with implicit TLS; nothing where no domain was named. */
async function inDns(
  context: OperatorContext,
  role: ServiceRole,
): Promise<{ advertised: Connecting[]; denied: boolean }> {
  const services = await context.services().catch(() => undefined)
  if (!services) return { advertised: [], denied: false }
  const [label] = labelsOf(role)
  const found = await advertisedBy(context)
  return {
    advertised: found.filter((each) => each.label === label).map(({ server }) => server),
    denied: services.labels[label!].outcome === 'not-offered',
  }
}
