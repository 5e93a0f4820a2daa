import { clients } from '../../clients/catalogue.ts'
import type { CatalogueClient } from '../../clients/catalogue-client.ts'
import type { Client } from '../../harness/client.ts'
import { harms } from '../../harness/subject.ts'
import { startClient } from '../../suites/catalogue.ts'
import { referenceClientSubject } from '../../suites/client-subject.ts'
import { oneOf } from '../usage.ts'
import type { SubjectPlan } from './plan.ts'

/** A client that can be named, and what it is in each of its roles. */
interface NamedClient extends Pick<SubjectPlan, 'start'> {
  name: string
  description: string
  runs: CatalogueClient['runs']
  plays: readonly Pick<Client, 'role' | 'speaks' | 'can'>[]
}

/** The reference, which plays every role of clients. */
const reference: NamedClient = {
  name: 'reference',
  description: 'the conforming client of mailtls',
  runs: 'embedded',
  plays: (referenceClientSubject().clients ?? []).map(({ role, speaks, can }) => ({ role, speaks, can })),
  start: async () => ({ ...referenceClientSubject(), [Symbol.asyncDispose]: async () => {} }),
}

/** Every client that `--client` may name. */
export const catalogueClients: readonly NamedClient[] = [
  reference,
  ...clients.map((entry): NamedClient => {
    const { name, description, runs, role, speaks, can } = entry
    return { name, description, runs, plays: [{ role, speaks, can }], start: (options) => startClient(entry, options) }
  }),
]

export function planCatalogueClient(name: string): SubjectPlan {
  oneOf(
    'a client of the catalogue',
    name,
    catalogueClients.map((client) => client.name),
  )
  const { plays, start } = catalogueClients.find((each) => each.name === name)!
  return { name, endpoints: [], clients: plays.map(notStarted), allow: harms, start }
}

/** A client before it runs: what is known of it, and nothing that it could do. */
function notStarted({ role, speaks, can }: Pick<Client, 'role' | 'speaks' | 'can'>): Client {
  const reaches = { address: '127.0.0.1', host: 'localhost' }
  const perform = () => Promise.reject(new Error('the client was not started'))
  return { role, speaks, can, takes: [], complete: false, patterns: {}, reaches, perform }
}
