import type { OperatorContext } from '../../../harness/check.ts'
import { Inconclusive } from '../../../harness/verdict.ts'
import { type Access, accessTo } from './access.ts'
import { type Finding, lookAtEach } from './judge.ts'
import { type Advertised, advertisedBy, protocolOf, serviceRoles } from './servers.ts'

/** How a server that SRV records name is reached, as far as its label tells; STARTTLS or not is up to the server. */
export type Kind = 'implicit TLS' | 'STARTTLS' | 'cleartext only'

/**
 * Two servers of one service of which the second is to be preferred by its kind, and is not by its priority: the same one
 * prefers neither.
 */
export async function wrongOrders(context: OperatorContext): Promise<{ before: Advertised; behind: Advertised }[]> {
  const all = await advertisedBy(context)
  if (all.length === 0) context.notApplicable('no SRV record names a server')
  return serviceRoles.flatMap((role) => {
    const ofRole = all.filter(({ label }) => protocolOf(label).role === role)
    const plain = ofRole.filter(({ label }) => !protocolOf(label).implicitTls)
    return plain.flatMap((before) =>
      ofRole
        .filter((behind) => behind !== before && before.record.priority <= behind.record.priority)
        .map((behind) => ({ before, behind })),
    )
  })
}

/** Says of a wrong order what is wrong with it. */
export function sentenceOn({ before, behind }: { before: Advertised; behind: Advertised }): string {
  const [one, other] = [before, behind].map(
    ({ label, record }) => `${label} ${record.target}:${record.port} has priority ${record.priority}`,
  )
  return `${one}, and ${other}`
}

/** How a server is reached. Inconclusive where that cannot be told. */
export async function kindOf({ label, server }: Advertised): Promise<Kind> {
  if (protocolOf(label).implicitTls) return 'implicit TLS'
  const access: Access = await accessTo(server)
  if (access.how === 'unknown') throw new Inconclusive(access.why.code, access.why.text)
  return access.how === 'tls' ? 'STARTTLS' : 'cleartext only'
}

/** Which of the wrong orders break a rule about kinds. The kinds of servers in the right order do not matter. */
export async function findingsOn(
  context: OperatorContext,
  breaks: (before: Kind, behind: Kind) => boolean,
): Promise<Finding[]> {
  const orders = await wrongOrders(context)
  const findings = await lookAtEach(context, orders, async (order) =>
    breaks(await kindOf(order.before), await kindOf(order.behind)) ? sentenceOn(order) : undefined,
  )
  return findings.length > 0 ? findings : [{}]
}
