import type { Client } from '../../harness/client.ts'
import { harms } from '../../harness/subject.ts'
import { catalogueClients } from '../../suites/client-catalogue.ts'
import { named } from '../../harness/usage.ts'
import type { SubjectPlan } from './plan.ts'

/** A client of the catalogue. Throws `usage` with the nearest name. */
export function planCatalogueClient(name: string): SubjectPlan {
  const { plays, start } = named('a client of the catalogue', name, catalogueClients)
  return { name, endpoints: [], clients: plays.map(notStarted), allow: harms, start }
}

/** A client before it runs: what is known of it, and nothing that it could do. */
function notStarted({ role, speaks, can }: Pick<Client, 'role' | 'speaks' | 'can'>): Client {
  const reaches = { address: '127.0.0.1', host: 'localhost' }
  const perform = () => Promise.reject(new Error('the client was not started'))
  return { role, speaks, can, takes: [], complete: false, patterns: {}, reaches, perform }
}
