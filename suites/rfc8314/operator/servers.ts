import type { Connecting, OperatorContext } from '../../../harness/check.ts'
import { type ServiceLabel, type Services, serviceLabels } from '../../../harness/dns/services.ts'
import { type Protocol, protocols, type Role } from '../../../harness/subject.ts'
import { tlsRoles } from '../tls/roles.ts'

/** What a mail service provider runs for its users, in the order of the RFC's title. */
export const serviceRoles = tlsRoles
export type ServiceRole = (typeof serviceRoles)[number]

/** A server, and the SRV record that leads to it. */
export interface Advertised {
  label: ServiceLabel
  record: Services['labels'][ServiceLabel]['records'][number]
  server: Connecting
}

/** How people call them. */
export const serviceNames: Record<ServiceRole, string> = {
  'submission-server': 'submission',
  'imap-server': 'IMAP',
  'pop3-server': 'POP3',
}

/** The labels of a service: the one with implicit TLS first. */
export function labelsOf(role: ServiceRole): ServiceLabel[] {
  return serviceLabels.filter((label) => protocolOf(label).role === role)
}

export function protocolOf(label: ServiceLabel): { role: Role; implicitTls: boolean } {
  return protocols[label.slice(1) as Protocol]
}

/** The servers that the domain's SRV records name. Inconclusive where DNS cannot tell of all labels. */
export async function advertisedBy({ services, at, inconclusive }: OperatorContext): Promise<Advertised[]> {
  const { labels } = await services()
  const { failure } = serviceLabels.map((label) => labels[label]).find((service) => service.failure) ?? {}
  if (failure) inconclusive(failure.code, failure.text)
  const named = serviceLabels.flatMap((label) =>
    labels[label].records.filter(({ target }) => target !== '.').map((record) => ({ label, record })),
  )
  return await Promise.all(named.map(async (each) => ({ ...each, server: await at(each.label, each.record) })))
}

/** The servers for the operator's users that were named. Port 25 is for other servers. */
export function namedIn({ endpoints }: OperatorContext): readonly Connecting[] {
  return endpoints.filter(({ role }) => role !== 'smtp-server')
}

/** The servers for the operator's users: those that were named, else those that SRV records name. */
export async function serversOf(context: OperatorContext): Promise<readonly Connecting[]> {
  const named = namedIn(context)
  if (named.length > 0) return named
  const found = await advertisedBy(context)
  if (found.length === 0) {
    context.inconclusive(
      'servers-unknown',
      'no server for users was named, and no SRV record names one: name them by URLs such as imaps://mail.example.org',
    )
  }
  return found.map(({ server }) => server)
}

/** The same by service. */
export async function serversByRole(context: OperatorContext): Promise<[ServiceRole, Connecting[]][]> {
  const servers = await serversOf(context)
  return serviceRoles
    .map((role): [ServiceRole, Connecting[]] => [role, servers.filter((server) => server.role === role)])
    .filter(([, ofRole]) => ofRole.length > 0)
}
