import type { Client } from '../../harness/client.ts'
import { endpointToStart, type Protocol, protocols, type SetUp, setUps, type Subject } from '../../harness/subject.ts'
import { named, oneOf } from '../../harness/usage.ts'
import { known } from '../running-server.ts'
import type { ClientName, ServerName } from './names.ts'
import { type ClientChoice, startClient } from './start-client.ts'
import { type ChangedServer, startServer } from './start-server.ts'
import { type Certifiable, planOf, subjectOf } from './subject.ts'

/** A server of one's own, which is started for the tests. */
export interface OwnServer {
  name: string
  /** what it serves: known before it runs, so that tests can be listed */
  protocols: readonly Protocol[]
  /** Starts it, and says where it listens, at one URL for each protocol. What it gives is disposed of, where it can be. */
  start: (options: { signal: AbortSignal }) => Promise<Certifiable> | Certifiable
}

/** What tests can be made for: what `certify` takes, what is started for them by name, or by a function of one's own. */
export type Testable = Certifiable | { server: ServerName | ChangedServer } | { client: ClientChoice } | OwnServer

/** A subject before it runs: what it plays is known, and how it is started. */
export interface Planned extends Pick<Subject, 'name' | 'endpoints' | 'operator' | 'clients'> {
  start: (signal: AbortSignal) => Promise<Subject & Partial<AsyncDisposable>>
}

/** What to call a subject of which nothing else is known yet. */
export function nameOf(given: Testable): string {
  if (typeof given === 'string') return given
  if ('server' in given) return nameOfChoice(given.server)
  if ('client' in given) return nameOfChoice(given.client)
  if ('subject' in given) return given.subject.name
  if ('name' in given && given.name !== undefined) return given.name
  return 'urls' in given ? [given.urls ?? given.domain ?? ''].flat().join(', ') : Object.values(given).join(', ')
}

function nameOfChoice(choice: ServerName | ChangedServer | ClientChoice): string {
  if (typeof choice === 'string') return choice
  if ('bug' in choice) return choice.bug
  if ('variant' in choice) return choice.variant
  return 'command' in choice ? choice.command : 'a client'
}

/** Finds out what is known of a subject. Starts and contacts nothing. Throws `usage`. */
export async function planned(given: Testable): Promise<Planned> {
  if (typeof given === 'object' && 'server' in given) return await plannedServer(given.server)
  if (typeof given === 'object' && 'client' in given) return await plannedClient(given.client)
  if (typeof given === 'object' && 'start' in given) return plannedOwn(given)
  const plan = planOf(given)
  const shown = 'listening' in plan ? { ...known(plan.listening), name: plan.name } : plan.subject
  const { name, endpoints, operator, clients } = shown as Subject
  return { name, endpoints, operator, clients, start: async () => await subjectOf(given) }
}

const everySetUp = Object.keys(setUps) as SetUp[]

async function plannedServer(choice: ServerName | ChangedServer): Promise<Planned> {
  if (typeof choice === 'object') {
    const { reference } = await import('../../servers/reference/server.ts')
    return {
      name: nameOfChoice(choice),
      ...offered(reference),
      start: async (signal) => stopped(await startServer(choice, { signal, setUps: everySetUp })),
    }
  }
  const { servers } = await import('../../servers/catalogue.ts')
  return {
    name: choice,
    ...offered(named('a server', choice, servers)),
    start: async (signal) => stopped(await startServer(choice, { signal })),
  }
}

function offered(server: { offers: Partial<Record<Protocol, readonly SetUp[]>>; operator?: string }) {
  const endpoints = Object.entries(server.offers).map(([protocol, served]) =>
    endpointToStart(protocol as Protocol, served),
  )
  return { endpoints, ...(server.operator !== undefined && { operator: { name: server.operator } }) }
}

async function plannedClient(choice: ClientChoice): Promise<Planned> {
  const start = async (signal: AbortSignal) => stopped(await startClient(choice, { signal }))
  // making it ready costs nothing, but for those that run in a container
  if (typeof choice !== 'string') {
    const { name, clients } = (await startClient(choice)).subject
    return { name, endpoints: [], clients, start }
  }
  const { catalogueClients } = await import('../client-catalogue.ts')
  const { plays } = named('a client', choice satisfies ClientName, catalogueClients)
  return { name: choice, endpoints: [], clients: plays as readonly Client[], start }
}

function plannedOwn({ name, protocols: served, start }: OwnServer): Planned {
  const names = served.map((protocol) => oneOf('a protocol', protocol, Object.keys(protocols) as Protocol[]))
  return {
    name,
    endpoints: [...new Set(names)].map((protocol) => endpointToStart(protocol, ['default'])),
    async start(signal) {
      const given = await start({ signal })
      const subject = await subjectOf(given)
      // reports name them as the tests do, whichever ports they have got
      const endpoints = subject.endpoints.map((endpoint) => ({ ...endpoint, name: endpoint.protocol }))
      return { ...subject, name, endpoints, ...disposalOf(given) }
    },
  }
}

function stopped({ subject, ...started }: { subject: Subject } & AsyncDisposable): Subject & AsyncDisposable {
  return { ...subject, [Symbol.asyncDispose]: async () => await started[Symbol.asyncDispose]() }
}

function disposalOf(given: Certifiable): Partial<AsyncDisposable> {
  const dispose = (given as Partial<AsyncDisposable>)[Symbol.asyncDispose]
  return dispose ? { [Symbol.asyncDispose]: () => dispose.call(given) } : {}
}
