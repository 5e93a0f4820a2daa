import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { isDecision, type Reason } from '../../../harness/verdict.ts'
import { advertisedBy, labelsOf, type ServiceRole, serviceNames } from './servers.ts'

/** What is known of a service with implicit TLS: where it is, or that the domain says that it is not offered. */
export interface ImplicitTls {
  servers: Connecting[]
  denied: boolean
}

/** Those that were named, else those that SRV records name, where DNS was and could be asked. */
export async function implicitTlsOf(
  context: OperatorContext,
  role: ServiceRole,
  named: readonly Connecting[],
): Promise<ImplicitTls> {
  const [label] = labelsOf(role)
  const ofNamed = named.filter(({ implicitTls }) => implicitTls)
  try {
    const { labels } = await context.services()
    const found = (await advertisedBy(context)).filter((each) => each.label === label).map(({ server }) => server)
    return { servers: ofNamed.length > 0 ? ofNamed : found, denied: labels[label!].outcome === 'not-offered' }
  } catch (error) {
    if (isDecision(error)) return { servers: ofNamed, denied: false }
    throw error
  }
}

/** That a service may have it all the same: nobody has said so, nor the contrary. */
export function notToldOf(role: ServiceRole): Reason {
  const [label] = labelsOf(role)
  const text = `${serviceNames[role]} with implicit TLS was neither named nor advertised: name it as ${label!.slice(1)}://`
  return { code: 'servers-unknown', text }
}
