import { clients } from '../../clients/catalogue.ts'
import type { Client } from '../../harness/client.ts'
import { harms } from '../../harness/subject.ts'
import { oneOf } from '../usage.ts'
import type { SubjectPlan } from './plan.ts'

export function planCatalogueClient(name: string): SubjectPlan {
  oneOf(
    'a client of the catalogue',
    name,
    clients.map((client) => client.name),
  )
  const entry = clients.find((each) => each.name === name)!
  return {
    name,
    endpoints: [],
    clients: [notStarted(entry)],
    allow: harms,
    async start({ signal }) {
      const started = await entry.start({ signal })
      const { client, version, digest } = started
      return {
        name: started.name,
        ...(version !== undefined && { version }),
        ...(digest !== undefined && { digest }),
        endpoints: [],
        clients: [client],
        allow: harms,
        asShipped: true,
        arguments: `--client ${name}`,
        [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
      }
    },
  }
}

/** A client before it runs: what is known of it, and nothing that it could do. */
function notStarted({ role, speaks, can }: Pick<Client, 'role' | 'speaks' | 'can'>): Client {
  const reaches = { address: '127.0.0.1', host: 'localhost' }
  const perform = () => Promise.reject(new Error('the client was not started'))
  return { role, speaks, can, takes: [], patterns: {}, reaches, perform }
}
