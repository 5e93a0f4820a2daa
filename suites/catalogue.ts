import { join } from 'node:path'
import { clients } from '../clients/catalogue.ts'
import { clientFolder } from '../clients/client-folder.ts'
import type { CatalogueClient, StartedClient } from '../clients/catalogue-client.ts'
import { harms } from '../harness/subject.ts'
import type { StartedSubject } from '../servers/catalogue-server.ts'
import { servers } from '../servers/catalogue.ts'
import { serverFolder } from '../servers/server-folder.ts'
import { type Expected, readExpected } from './expected.ts'

/** A server or a client of the catalogue, with what is known of it. */
export interface CatalogueSubject {
  name: string
  runs: 'embedded' | 'container'
  start: () => Promise<StartedSubject>
  /** where expected.json is, or may come to be */
  expectedFile: string
}

export const serverSubjects: readonly CatalogueSubject[] = servers.map(({ name, runs, start }) => {
  return { name, runs, start: () => start(), expectedFile: join(serverFolder(name), 'expected.json') }
})

export const clientSubjects: readonly CatalogueSubject[] = clients.map((client) => {
  const { name, runs } = client
  return { name, runs, start: () => startClient(client), expectedFile: join(clientFolder(name), 'expected.json') }
})

/** What is known of a subject; undefined where it has no expected.json. */
export function expectedOf({ expectedFile }: CatalogueSubject): Expected | undefined {
  return readExpected(expectedFile)
}

/** Starts a client of the catalogue as a subject. */
export async function startClient(
  client: CatalogueClient,
  options?: { signal?: AbortSignal },
): Promise<StartedSubject> {
  return subjectOf(await client.start(options))
}

function subjectOf({ client, name, version, digest, ...started }: StartedClient): StartedSubject {
  return {
    name,
    ...(version !== undefined && { version }),
    ...(digest !== undefined && { digest }),
    endpoints: [],
    clients: [client],
    allow: harms,
    asShipped: true,
    arguments: `--client ${name}`,
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  }
}
