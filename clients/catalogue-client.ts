import type { Client } from '../harness/client.ts'

/** A client that was started: dispose it to end what it runs in. */
export type StartedClient = { client: Client; name: string; version?: string; digest?: string } & AsyncDisposable

/** A client that mailtls knows how to start. */
export interface CatalogueClient {
  name: string
  /** what it is, in a line */
  description: string
  /** whether it runs on this machine or needs a container engine */
  runs: 'embedded' | 'container'
  role: Client['role']
  /** what is known of it before it is started */
  speaks: Client['speaks']
  can: Client['can']
  /** Makes it ready to be launched. Throws MailtlsError `no-engine` or `set-up-failed`. */
  start: (options?: { signal?: AbortSignal }) => Promise<StartedClient>
}
