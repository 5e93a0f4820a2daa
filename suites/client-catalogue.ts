import { clients } from '../clients/catalogue.ts'
import type { CatalogueClient } from '../clients/catalogue-client.ts'
import type { Client } from '../harness/client.ts'
import { leftRunning, type StartedSubject } from '../servers/catalogue-server.ts'
import { startClient } from './catalogue.ts'
import { referenceClientSubject } from './client-subject.ts'

/** A client that can be named, and what it is in each of its roles. */
export interface NamedClient {
  name: string
  description: string
  runs: CatalogueClient['runs']
  plays: readonly Pick<Client, 'role' | 'speaks' | 'can'>[]
  start: (options?: { signal?: AbortSignal }) => Promise<StartedSubject>
}

/** The reference, which plays every role of clients. */
const reference: NamedClient = {
  name: 'reference',
  description: 'the conforming client of mailtls',
  runs: 'embedded',
  plays: (referenceClientSubject().clients ?? []).map(({ role, speaks, can }) => ({ role, speaks, can })),
  start: async () => leftRunning(referenceClientSubject()),
}

/** Every client that can be named: the reference, and those of the catalogue. */
export const catalogueClients: readonly NamedClient[] = [
  reference,
  ...clients.map((entry): NamedClient => {
    const { name, description, runs, role, speaks, can } = entry
    return { name, description, runs, plays: [{ role, speaks, can }], start: (options) => startClient(entry, options) }
  }),
]
