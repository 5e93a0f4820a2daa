import { hasEngine } from '../../harness/container/engine.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import { servers } from '../../servers/catalogue.ts'
import { named } from '../../harness/usage.ts'

/** Why no container can be measured. */
export const noEngine = 'no container engine, "npm run engine" sets one up'

/** Servers of the catalogue, each started when it is first asked for, and left running for all tables. Dispose it to stop them. */
export class Subjects implements AsyncDisposable {
  readonly #running = new AsyncDisposableStack()
  readonly #started = new Map<string, Promise<StartedSubject | undefined>>()

  /** The running server; undefined where it needs an engine and there is none. */
  async get(name: string): Promise<StartedSubject | undefined> {
    const starting = this.#started.get(name) ?? this.#start(name)
    this.#started.set(name, starting)
    return await starting
  }

  async #start(name: string): Promise<StartedSubject | undefined> {
    const server = named('a server', name, servers)
    if (server.runs === 'container' && !(await hasEngine())) return undefined
    return this.#running.use(await server.start())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#running.disposeAsync()
  }
}

/** As tables name it. */
export function titleOf({ name, version }: Pick<StartedSubject, 'name' | 'version'>): string {
  return version === undefined ? name : `${name} ${version.replace(/^\d+:/, '').replace(/[-+].*/, '')}`
}
