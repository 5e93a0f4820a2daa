import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { isDecision } from '../../../harness/verdict.ts'
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

/** What SRV says of the service with implicit TLS; nothing where DNS was not, or could not be, asked. */
async function inDns(
  context: OperatorContext,
  role: ServiceRole,
): Promise<{ advertised: Connecting[]; denied: boolean }> {
  const [label] = labelsOf(role)
  try {
    const { labels } = await context.services()
    const found = await advertisedBy(context)
    const advertised = found.filter((each) => each.label === label).map(({ server }) => server)
    return { advertised, denied: labels[label!].outcome === 'not-offered' }
  } catch (error) {
    if (isDecision(error)) return { advertised: [], denied: false }
    throw error
  }
}
