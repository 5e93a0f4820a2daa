import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { EngineClient } from '../../harness/container/engine.ts'
import { isDead, ownerOf } from '../../harness/owner.ts'

/** What a run has taken of this machine, as far as it was seen. */
export interface Holdings {
  /** beside the run itself: what each is, by its number and start */
  processes: Map<string, string>
  /** numbers of open sockets */
  sockets: Set<string>
  /** paths of temporary files and folders */
  files: Set<string>
  containers: Set<string>
  volumes: Set<string>
  /** those that are not the engine's own */
  networks: Set<string>
}

/** Where a run is looked for. */
export interface Traces {
  /** what stands in the environment of the run and of all that it starts */
  token: string
  /** the number of the run */
  pid: number
  temporary: string
  /** a file with the numbers of processes that have no environment left */
  told: string
  engine?: EngineClient
}

export function noHoldings(): Holdings {
  return {
    processes: new Map(),
    sockets: new Set(),
    files: new Set(),
    containers: new Set(),
    volumes: new Set(),
    networks: new Set(),
  }
}

/** Adds what is held now to what was held before. */
export async function look(traces: Traces, seen: Holdings): Promise<void> {
  const { token, pid, temporary, told, engine } = traces
  for (const each of new Set([...processesWith(token), ...numbersIn(told)])) {
    if (each !== pid && !isDead(ownerOf(each))) seen.processes.set(ownerOf(each), commandOf(each))
    for (const socket of socketsOf(each)) seen.sockets.add(socket)
  }
  for (const name of attemptTo(() => readdirSync(temporary, { recursive: true }), [])) seen.files.add(String(name))
  const numbers = [pid, ...[...seen.processes.keys()].map((owner) => Number(owner.split('-')[1]))]
  for (const { Id, Mounts, Labels, NetworkSettings } of await containersOf(engine)) {
    if (!numbers.includes(Number(Labels['org.mailtls.owner']?.split('-')[1]))) continue
    seen.containers.add(Id)
    for (const { Type, Name = '' } of Mounts) if (Type === 'volume') seen.volumes.add(Name)
    for (const name of Object.keys(NetworkSettings.Networks)) if (name !== 'bridge') seen.networks.add(name)
  }
}

/** What of that is still there, and what has come to it. */
export async function leftOf(traces: Traces, seen: Holdings): Promise<Holdings> {
  await look(traces, seen)
  const containers = (await containersOf(traces.engine)).map(({ Id }) => Id)
  const dockerode = traces.engine?.container.dockerode
  const volumes = (await dockerode?.listVolumes())?.Volumes.map(({ Name }) => Name) ?? []
  const networks = (await dockerode?.listNetworks())?.map(({ Name }) => Name) ?? []
  return {
    processes: new Map([...seen.processes].filter(([owner]) => !isDead(owner))),
    sockets: common(seen.sockets, processes().flatMap(socketsOf)),
    files: new Set([...seen.files].filter((name) => existsSync(join(traces.temporary, name)))),
    containers: common(seen.containers, containers),
    volumes: common(seen.volumes, volumes),
    networks: common(seen.networks, networks),
  }
}

async function containersOf(engine: EngineClient | undefined) {
  return (await engine?.container.dockerode.listContainers({ all: true })) ?? []
}

function common(some: Set<string>, others: readonly string[]): Set<string> {
  return new Set(others.filter((each) => some.has(each)))
}

const one = {
  processes: 'process',
  sockets: 'socket',
  files: 'file',
  containers: 'container',
  volumes: 'volume',
  networks: 'network',
}

/** In words: how many of each, or nothing. */
export function held(holdings: Holdings): string {
  const kinds = Object.entries(one) as [keyof Holdings, string][]
  const counts = kinds.map(([many, single]) => [holdings[many].size, single, many] as const)
  return counts
    .filter(([count]) => count > 0)
    .map(([count, single, many]) => `${count} ${count === 1 ? single : many}`)
    .join(', ')
}

/** What it is, one by one. */
export function listed({ processes: running, ...others }: Holdings): string[] {
  return [
    ...[...running].map(([owner, command]) => `process ${owner.split('-')[1]}: ${command}`),
    ...Object.entries(others).flatMap(([what, names]) => [...names].map((name) => `${what}: ${name}`)),
  ]
}

/** Removes what was left, so that it does no harm here. */
export async function removeLeft({ processes: running, containers }: Holdings, engine?: EngineClient): Promise<void> {
  for (const owner of running.keys()) attemptTo(() => process.kill(Number(owner.split('-')[1]), 'SIGKILL'), false)
  for (const id of containers) {
    // somebody else may be about to
    await engine?.container.dockerode
      .getContainer(id)
      .remove({ force: true, v: true })
      .catch(() => {})
  }
}

function processes(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
}

function processesWith(token: string): number[] {
  return processes().filter((pid) => attemptTo(() => readFileSync(`/proc/${pid}/environ`).includes(token), false))
}

function numbersIn(file: string): number[] {
  return attemptTo(() => readFileSync(file, 'utf8').match(/^\d+$/gm)?.map(Number) ?? [], [])
}

function socketsOf(pid: number): string[] {
  const descriptors = attemptTo(() => readdirSync(`/proc/${pid}/fd`), [])
  return descriptors
    .map((descriptor) => attemptTo(() => readlinkSync(`/proc/${pid}/fd/${descriptor}`), ''))
    .filter((target) => target.startsWith('socket:'))
}

function commandOf(pid: number): string {
  const words = attemptTo(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0'), [])
  return [basename(words[0] ?? ''), ...words.slice(1)].join(' ').slice(0, 100)
}

/** Processes end while they are looked at. */
function attemptTo<T>(work: () => T, otherwise: T): T {
  try {
    return work()
  } catch {
    return otherwise
  }
}
