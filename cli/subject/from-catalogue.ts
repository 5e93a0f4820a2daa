import { harms, type Protocol, type SetUp } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import { servers } from '../../servers/catalogue.ts'
import { oneOf } from '../usage.ts'
import { endpointOf, type SubjectPlan } from './plan.ts'

export function planCatalogueServer(name: string): SubjectPlan {
  oneOf(
    'a server of the catalogue',
    name,
    servers.map((server) => server.name),
  )
  const server = servers.find((each) => each.name === name)!
  const offers = Object.entries(server.offers) as [Protocol, readonly SetUp[]][]
  return {
    name,
    endpoints: offers.map(([protocol, offered]) => endpointOf(protocol, offered)),
    ...(server.operator && { operator: { name: server.operator, domain: server.operator } }),
    account,
    mailbox: account.mailbox,
    allow: harms,
    start: async ({ signal }) => await server.start({ signal }),
  }
}
