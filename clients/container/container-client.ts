import type { Client, Outcome, Request, ServerRequest } from '../../harness/client.ts'
import { deadline } from '../../harness/deadline.ts'
import type { CatalogueClient } from '../catalogue-client.ts'
import { type ClientContainer, startClientContainer } from './client-container.ts'
import type { Command } from './launch.ts'

/** A real client in the image of the clients. */
export interface ContainerClient {
  name: string
  description: string
  /** the Debian package that it comes from; default: its name */
  package?: string
  role: Client['role']
  speaks: Client['speaks']
  takes?: Client['takes']
  patterns?: Client['patterns']
  /** what runs it, in a folder with its files */
  command: (request: ServerRequest) => Command
  /** whether it says that it has done what it was asked to; default: its exit code is 0 */
  succeeded?: (exitCode: number, output: string) => boolean
}

const versionWithinMs = 10_000

/** Makes a catalogue client of a definition. All of them share one container. */
export function containerClient(definition: ContainerClient): CatalogueClient {
  const { name, description, role } = definition
  return {
    name,
    description,
    runs: 'container',
    role,
    speaks: definition.speaks,
    can: tasksOf(definition),
    async start(options) {
      const container = await startClientContainer(options)
      const stop = () => container[Symbol.asyncDispose]()
      try {
        return {
          client: clientIn(container, definition),
          name,
          version: await versionOf(container, definition.package ?? name, options?.signal),
          digest: container.digest,
          [Symbol.asyncDispose]: stop,
        }
      } catch (error) {
        await stop()
        throw error
      }
    },
  }
}

function clientIn({ execute, reaches }: ClientContainer, definition: ContainerClient): Client {
  const { role, speaks, takes = [], patterns = {}, command, succeeded = (exitCode) => exitCode === 0 } = definition
  const perform = async (request: Request, signal: AbortSignal): Promise<Outcome> => {
    if (!('language' in request)) return { ended: 'not-started', success: false, output: 'it sets up no accounts' }
    const { exitCode, ended, output } = await execute(command(request), request.profile, signal)
    return { exitCode, ended, success: exitCode !== undefined && succeeded(exitCode, output), output }
  }
  return { role, speaks, can: tasksOf(definition), takes, complete: false, patterns, reaches, perform }
}

function tasksOf({ speaks }: ContainerClient): Client['can'] {
  const fetches = speaks.imap !== undefined || speaks.pop3 !== undefined
  return [...(speaks.smtp ? (['submit'] as const) : []), ...(fetches ? (['fetch'] as const) : [])]
}

async function versionOf({ execute }: ClientContainer, name: string, parent?: AbortSignal): Promise<string> {
  using bound = deadline(versionWithinMs, parent)
  const { output } = await execute({ argv: ['dpkg-query', '-W', '-f', '${Version}', name] }, '', bound.signal)
  return output.trim()
}
