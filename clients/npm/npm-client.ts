import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { extname, join } from 'node:path'
import type { Client, Outcome, Request } from '../../harness/client.ts'
import { install } from '../../harness/install.ts'
import { launch } from '../../harness/launch.ts'
import type { CatalogueClient } from '../catalogue-client.ts'
import { clientFolder } from '../client-folder.ts'

/** A library for Node: its folder holds the package.json and package-lock.json that say which version it is. */
export interface NpmClient {
  name: string
  description: string
  library: string
  speaks: Client['speaks']
  /** the program that uses it, without extension: it gets the folder with the library and a file with the request */
  program: string
}

/** Makes a catalogue client of a library. Each launch is a process of its own, so that one that hangs can be ended. */
export function npmClient({ name, description, library, speaks, program }: NpmClient): CatalogueClient {
  const folder = clientFolder(name)
  const script = `${program}${extname(import.meta.filename)}`
  const client: Client = {
    role: 'mua',
    speaks,
    can: speaks.smtp ? ['submit'] : ['fetch'],
    takes: [],
    complete: false,
    patterns: {},
    reaches: { address: '127.0.0.1', host: 'localhost' },
    // each keeps a processor busy while it starts: with more of them they only wait for each other, and run out of time
    maximumLaunches: availableParallelism() + 1,
    perform: (request, signal) => perform(folder, script, request, signal),
  }
  return {
    name,
    description,
    runs: 'embedded',
    role: client.role,
    speaks,
    can: client.can,
    async start({ signal } = {}) {
      return { client, name, version: await install(folder, library, signal), async [Symbol.asyncDispose]() {} }
    },
  }
}

async function perform(folder: string, script: string, request: Request, signal: AbortSignal): Promise<Outcome> {
  if (!('language' in request)) return { ended: 'not-started', success: false, output: 'it sets up no accounts' }
  // whoever made the profile removes it, also where the run is cut short
  const file = join(request.profile, `request-${randomUUID()}.json`)
  await writeFile(file, JSON.stringify(request), { mode: 0o600 })
  // compiling the library anew takes a third of a launch
  const environment = { NODE_COMPILE_CACHE: join(folder, 'node_modules', '.compile-cache') }
  const command = { file: process.execPath, arguments: [script, folder, file], environment }
  const launched = await launch(command, signal)
  return { ...launched, success: launched.exitCode === 0 }
}
