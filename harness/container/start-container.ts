import { setTimeout as delay } from 'node:timers/promises'
import { deadline } from '../deadline.ts'
import { isMailtlsError, MailtlsError } from '../errors.ts'
import { Peer } from '../peer.ts'
import { Recording } from '../recording.ts'
import { dial } from '../wire/dial.ts'
import { engineClient, loadTestcontainers } from './engine.ts'
import { ownerLabel, sweep } from './sweep.ts'

interface ContainerOptions {
  image: string
  /** the ports inside the container that serve */
  ports: number[]
  /** contents by absolute path inside the container */
  files?: Record<string, string>
  command?: string[]
  /** host names that the container finds in its hosts file, with their addresses */
  extraHosts?: { host: string; ipAddress: string }[]
  signal?: AbortSignal
}

/** A container that serves. */
export interface RunningContainer {
  host: string
  digest: string
  /** the port on `host` that leads to one inside the container */
  portOf: (port: number) => number
  /** what a command prints inside the container, trimmed */
  output: (command: readonly string[]) => Promise<string>
  stop: () => Promise<void>
}

const readyWithinMs = 30_000

/**
 * Starts a container and waits until each of its ports answers. Throws `no-engine`, or `set-up-failed` with the end of
 * the container's log. Whoever starts it stops it.
 */
export async function startContainer(options: ContainerOptions): Promise<RunningContainer> {
  const { image, ports, files = {}, command, extraHosts = [], signal } = options
  const client = await engineClient()
  await sweep(client)
  const { Wait } = await loadTestcontainers()
  const Container = await containerOnLoopback(client.info.containerRuntime.host)
  let container = new Container(image)
    .withExposedPorts(...ports)
    .withLabels(ownerLabel())
    .withExtraHosts(extraHosts)
    .withCopyContentToContainer(Object.entries(files).map(([target, content]) => ({ content, target, mode: 0o644 })))
    .withWaitStrategy(Wait.forSuccessfulCommand('true'))
  if (command) container = container.withCommand(command)
  const started = await container.start().catch(async (cause: unknown) => {
    await sweep(client)
    throw new MailtlsError('set-up-failed', `expected a container of ${image} to start: ${String(cause)}`, { cause })
  })
  const raw = client.container.getById(started.getId())
  const running: RunningContainer = {
    host: started.getHost(),
    digest: (await raw.inspect()).Image,
    portOf: (port) => started.getMappedPort(port),
    output: async (argv) => (await started.exec([...argv])).stdout.trim(),
    stop: async () => void (await started.stop({ timeout: 0, remove: true })),
  }
  try {
    await Promise.all(ports.map((port) => awaitServer(running.host, running.portOf(port), signal)))
  } catch (cause) {
    const log = String(await raw.logs({ stdout: true, stderr: true, tail: 20 }))
    await running.stop()
    throw new MailtlsError(
      'set-up-failed',
      `expected ${image} to serve on ${ports.join(', ')}; its log ends:\n${log}`,
      {
        cause,
      },
    )
  }
  return running
}

/** Ports of containers lead to loopback only, where the engine is on this machine: buggy servers are nobody else's business. */
async function containerOnLoopback(engineHost: string) {
  const { GenericContainer } = await loadTestcontainers()
  if (engineHost !== 'localhost') return GenericContainer
  return class extends GenericContainer {
    protected override async beforeContainerCreated(): Promise<void> {
      const bindings: { HostIp?: string }[] = Object.values(this.hostConfig.PortBindings ?? {}).flat() as never
      for (const binding of bindings) binding.HostIp = '127.0.0.1'
    }
  }
}

/**
 * Waits until something behind the port speaks, or keeps a connection open and waits itself, as an implicit TLS port
 * does: the engine's proxy takes connections before the server does, and closes them again.
 */
async function awaitServer(host: string, port: number, parent?: AbortSignal): Promise<void> {
  using bound = deadline(readyWithinMs, parent)
  const { signal } = bound
  for (;;) {
    try {
      await using peer = new Peer(await dial({ host, port }, signal), { side: 'C', recording: new Recording(), signal })
      const silent = delay(500, 'open' as const, { signal })
      await Promise.race([peer.line(), silent])
      return
    } catch (error) {
      if (!isMailtlsError(error, 'connection-refused', 'unreachable', 'ended')) throw error
      await delay(50, undefined, { signal }).catch(() => {})
    }
  }
}
