import { endpointToStart, harms, type Protocol, type SetUp } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import { servers } from '../../servers/catalogue.ts'
import { named } from '../../harness/usage.ts'
import type { SubjectPlan } from './plan.ts'

/** A server of the catalogue. Throws `usage` with the nearest name. */
export function planCatalogueServer(name: string): SubjectPlan {
  const server = named('a server of the catalogue', name, servers)
  const offers = Object.entries(server.offers) as [Protocol, readonly SetUp[]][]
  return {
    name,
    endpoints: offers.map(([protocol, offered]) => endpointToStart(protocol, offered)),
    ...(server.operator && { operator: { name: server.operator, domain: server.operator } }),
    account,
    mailbox: account.mailbox,
    allow: harms,
    start: async ({ signal }) => await server.start({ signal }),
  }
}
