import type { Protocol, SetUp, Subject } from '../harness/subject.ts'

/** A subject that was started; dispose it to stop it. */
export type StartedSubject = Subject & AsyncDisposable

/** A subject of which nothing has to be stopped. */
export function leftRunning(subject: Subject): StartedSubject {
  return { ...subject, async [Symbol.asyncDispose]() {} }
}

/** A server that mailtls knows how to start, in every set-up that it has. */
export interface CatalogueServer {
  name: string
  /** what it is, in a line */
  description: string
  /** whether it runs in this process or needs a container engine */
  runs: 'embedded' | 'container'
  /** the set-ups that it has of each protocol */
  offers: Partial<Record<Protocol, readonly SetUp[]>>
  /** the mail domain whose operator it plays, too */
  operator?: string
  /** Starts it. Throws MailtlsError `no-engine` or `set-up-failed`. */
  start: (options?: { signal?: AbortSignal }) => Promise<StartedSubject>
}
