import { networkInterfaces } from 'node:os'
import { imageOf } from '../../harness/container/image.ts'
import { type RunningContainer, startContainer } from '../../harness/container/start-container.ts'
import { clientFolder } from '../client-folder.ts'
import type { Launched } from '../../harness/launch.ts'
import { type Command, launch } from './launch.ts'

/** The port of image/launcher.py. */
const launcherPort = 7000

/** The name by which containers find this machine. */
const host = 'host.docker.internal'

/** The container that the real clients share, running. Dispose it when it is no longer needed. */
export interface ClientContainer extends AsyncDisposable {
  digest: string
  /** the address of this machine that the container reaches, and the name that it has there */
  reaches: { address: string; host: string }
  /** Runs a command with a folder of its own, and ends it with all its children when the signal ends. */
  execute: (command: Command, profile: string, signal: AbortSignal) => Promise<Launched>
}

let shared: { started: ReturnType<typeof start>; users: number } | undefined

/** Starts the one container, unless somebody else has: it ends with its last user. Throws `no-engine` or `set-up-failed`. */
export async function startClientContainer({ signal }: { signal?: AbortSignal } = {}): Promise<ClientContainer> {
  const ours = (shared ??= { started: start(signal), users: 0 })
  ours.users += 1
  const { running, address } = await ours.started.catch((error: unknown) => {
    if (shared === ours) shared = undefined
    throw error
  })
  const launcher = { host: running.host, port: running.portOf(launcherPort) }
  return {
    digest: running.digest,
    reaches: { address, host },
    execute: async (command, profile, ends) => await launch(launcher, command, profile, ends),
    async [Symbol.asyncDispose]() {
      ours.users -= 1
      if (ours.users > 0) return
      if (shared === ours) shared = undefined
      await running.stop()
    },
  }
}

async function start(signal?: AbortSignal) {
  const image = await imageOf('clients', clientFolder('image'), { signal })
  const extraHosts = [{ host, ipAddress: 'host-gateway' }]
  const running = await startContainer({ image, ports: [launcherPort], extraHosts, signal })
  return { running, address: addressFor(running) }
}

/** The bridge's end on this machine; where the engine runs in a machine of its own, it leads what comes there to loopback. */
function addressFor({ gateways }: RunningContainer): string {
  const ours = Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address))
  return gateways.find((each) => ours.includes(each)) ?? '127.0.0.1'
}
