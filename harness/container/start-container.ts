import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { TestContainer } from 'testcontainers'
import { beforeExit } from '../at-exit.ts'
import { deadline, within } from '../deadline.ts'
import { abortError, isMailtlsError, MailtlsError } from '../errors.ts'
import { Peer } from '../peer.ts'
import { Recording } from '../recording.ts'
import { dial } from '../wire/dial.ts'
import { engineClient, loadTestcontainers } from './engine.ts'
import { ownerLabel, removeContainers, sweep } from './sweep.ts'

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
  /** the other ends of its networks, by address: this machine, where the engine runs on it */
  gateways: string[]
  /** the port on `host` that leads to one inside the container */
  portOf: (port: number) => number
  /** what a command prints inside the container, trimmed */
  output: (command: readonly string[]) => Promise<string>
  stop: () => Promise<void>
}

const readyWithinMs = 30_000

/** How long a start may go on that nobody waits for any more. */
const givenUpWithinMs = 1000

const label = 'org.mailtls.container'

/**
 * Starts a container and waits until each of its ports answers. Throws `no-engine`, `set-up-failed` with the end of the
 * container's log, or what `signal` carries. Whoever starts it stops it.
 */
export async function startContainer(options: ContainerOptions): Promise<RunningContainer> {
  const { image, ports, files = {}, command, extraHosts = [], signal = new AbortController().signal } = options
  if (signal.aborted) throw abortError(signal)
  const client = await engineClient()
  await sweep(client)
  const { Wait: until } = await loadTestcontainers()
  const Container = await containerOnLoopback(client.info.containerRuntime.host)
  const id = randomUUID()
  let container = new Container(image)
    .withExposedPorts(...ports)
    .withLabels({ ...ownerLabel(), [label]: id })
    .withExtraHosts(extraHosts)
    .withCopyContentToContainer(Object.entries(files).map(([target, content]) => ({ content, target, mode: 0o644 })))
    .withWaitStrategy(until.forSuccessfulCommand('true'))
    .withStartupTimeout(readyWithinMs)
    // its reaper's part is ours: sweep.ts; with it, starts would wait for each other's lock
    .withAutoCleanup(false)
  if (command) container = container.withCommand(command)
  const remove = async () => await removeContainers(client, `${label}=${id}`)
  const starting = startOnFreePorts(container, remove, signal)
  const isRemoved = beforeExit(remove)
  const stop = async () => {
    await remove()
    isRemoved()
  }
  try {
    const started = await within(signal, () => starting)
    const raw = client.container.getById(started.getId())
    const { Image, NetworkSettings } = await raw.inspect()
    const running: RunningContainer = {
      host: started.getHost(),
      digest: Image,
      gateways: Object.values(NetworkSettings.Networks).map(({ Gateway }) => Gateway),
      portOf: (port) => started.getMappedPort(port),
      output: async (argv) => (await started.exec([...argv])).stdout.trim(),
      stop,
    }
    await awaitServers(running, { image, ports, log: () => raw.logs({ stdout: true, stderr: true, tail: 20 }), signal })
    return running
  } catch (cause) {
    // what cannot be removed now is left to the next run
    const removed = async () => await stop().catch(() => {})
    await removed()
    // what is made meanwhile is removed once it is there
    await Promise.race([starting.catch(() => {}), delay(givenUpWithinMs, undefined, { ref: false })])
    await removed()
    if (signal.aborted) throw abortError(signal)
    if (isMailtlsError(cause)) throw cause
    throw new MailtlsError('set-up-failed', `expected a container of ${image} to start: ${String(cause)}`, { cause })
  }
}

/** How often ports are searched for. */
const searches = 5

/**
 * Docker tries ten ports in a row and gives up where all are held, by connections of ours maybe; the next search goes on
 * behind them. Throws what the engine says.
 */
async function startOnFreePorts(container: TestContainer, remove: () => Promise<void>, signal: AbortSignal) {
  for (let search = 1; ; search++) {
    try {
      return await container.start()
    } catch (error) {
      if (search === searches || signal.aborted || !/address already in use/.test(String(error))) throw error
      await remove()
    }
  }
}

interface Wait {
  image: string
  ports: readonly number[]
  log: () => Promise<unknown>
  signal: AbortSignal
}

async function awaitServers({ host, portOf }: RunningContainer, { image, ports, log, signal }: Wait): Promise<void> {
  try {
    await Promise.all(ports.map((port) => awaitServer(host, portOf(port), signal)))
  } catch (cause) {
    const served = `expected ${image} to serve on ${ports.join(', ')}`
    throw new MailtlsError('set-up-failed', `${served}; its log ends:\n${String(await log())}`, { cause })
  }
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
