import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isMailtlsError, MailtlsError } from '../../harness/errors.ts'
import { type Endpoint, harms, type Listener, type Protocol, type SetUp } from '../../harness/subject.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import { usage } from '../../harness/usage.ts'
import { awaitGreeting } from './await-greeting.ts'
import { issueCertificates } from './certificates.ts'
import type { Given, ServerTemplate } from './from-command.ts'
import { type ProcessGroup, startGroup } from '../../harness/process-group.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'

const readyWithinMs = 10_000
/** how long a server whose connections have ended may take to end itself, for a message */
const momentMs = 200

interface Instance {
  protocol: Protocol
  setUp: SetUp
}

interface CommandOptions {
  template: ServerTemplate
  instances: readonly Instance[]
  given: Given
  signal: AbortSignal
}

/**
 * Starts a command for each instance, all at once. One that ends with an error has no such set-up. Throws `usage` where
 * there is no such command, `unreachable` where it does not serve in its default set-up.
 */
export async function startServerCommand({
  template,
  instances,
  given,
  signal,
}: CommandOptions): Promise<StartedSubject> {
  const { authority, cert, key, clientCertificates } = await issueCertificates(given)
  const folder = await temporaryFolder()
  const path = (name: string) => join(folder.path, `${name}.pem`)
  /** by port */
  const groups = new Map<number, ProcessGroup>()
  const stop = async () => {
    await Promise.all(groups.values().map((group) => group.stop()))
    await folder[Symbol.asyncDispose]()
  }
  try {
    const files = { cert, key, ca: authority.certificate }
    await Promise.all(Object.entries(files).map(([name, pem]) => writeFile(path(name), pem, { mode: 0o600 })))
    const ports = await freePorts(instances.length)
    const start = async ({ protocol, setUp }: Instance, index: number) => {
      const listener = { host: 'localhost', port: ports[index]! }
      const pem = { cert: path('cert'), key: path('key'), ca: path('ca') }
      const values = { setup: setUp, protocol, port: String(listener.port), ...pem }
      const { file, arguments: args } = template.expand(values)
      const group = startGroup(file, args)
      groups.set(listener.port, group)
      const running = await serves(group, { file, protocol, setUp, listener, signal })
      return running ? { protocol, setUp, listener } : undefined
    }
    const started = await Promise.allSettled(instances.map(start))
    for (const each of started) if (each.status === 'rejected') throw each.reason
    const running = started.flatMap((each) => (each.status === 'fulfilled' && each.value ? [each.value] : []))
    return {
      ...given,
      serverName: given.serverName ?? 'localhost',
      name: template.text,
      endpoints: endpointsOf(running),
      trust: authority.certificate,
      clientCertificates,
      allow: harms,
      asShipped: true,
      endOf: ({ port }) => endText(groups.get(port)),
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function endpointsOf(running: readonly (Instance & { listener: Listener })[]): Endpoint[] {
  return [...Map.groupBy(running, ({ protocol }) => protocol)].map(([protocol, each]) => {
    const listeners = Object.fromEntries(each.map(({ setUp, listener }) => [setUp, listener]))
    return { name: protocol, protocol, listeners }
  })
}

/** Waits for its greeting, or for its end; false where it ends because it has no such set-up. */
async function serves(
  group: ProcessGroup,
  { file, protocol, setUp, listener, signal }: Instance & { file: string; listener: Listener; signal: AbortSignal },
): Promise<boolean> {
  const gaveUp = new AbortController()
  const wait = { protocol, withinMs: readyWithinMs, signal: AbortSignal.any([signal, gaveUp.signal]) }
  const greeted = awaitGreeting(listener, wait).then(
    () => 'greeted' as const,
    (error: unknown) => error,
  )
  // one that ends well may have left a server behind
  const failed = group.ended.then(async (end) => (end.exitCode === 0 ? await greeted : end))
  const outcome = await Promise.race([greeted, failed])
  gaveUp.abort()
  if (outcome === 'greeted') return true
  if (signal.aborted) throw outcome instanceof Error ? outcome : new MailtlsError('interrupted', 'interrupted')
  const why = await whyNot(group, outcome)
  if (why === 'ENOENT' || why === 'EACCES')
    throw usage(`expected a command for --server-command, but ${file} cannot be run (${why})`)
  if (setUp !== 'default' && !isMailtlsError(outcome)) return false
  const last = group.lastWords()
  const words = last && `; it said last: ${last}`
  throw new MailtlsError(
    'unreachable',
    `expected ${basename(file)} to greet on port ${listener.port} (${protocol}, set-up ${setUp}), but ${why}${words}`,
  )
}

async function whyNot(group: ProcessGroup, outcome: unknown): Promise<string> {
  if (isMailtlsError(outcome)) return `nothing came within ${readyWithinMs / 1000} s`
  const { exitCode, signal, notStarted } = await group.ended
  return notStarted ?? signal ?? `it ended with exit code ${exitCode}`
}

/** How a server ended that had begun to serve, and its last words: its connections may end a moment before it. */
async function endText(group: ProcessGroup | undefined): Promise<string | undefined> {
  const end = await Promise.race([group?.ended, delay(momentMs, undefined, { ref: false })])
  // one that ends well may have left a server behind
  if (!group || !end || end.exitCode === 0) return undefined
  const words = group.lastWords()
  return `${end.signal ?? `exit code ${end.exitCode}`}${words && `; it said last: ${words}`}`
}

/** Ports that were free a moment ago, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}
