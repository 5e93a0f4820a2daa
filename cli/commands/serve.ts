import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hostAndPort, type Protocol, protocols, type SetUp, setUps, urlOf } from '../../harness/subject.ts'
import { temporaryFolder } from '../../harness/temporary-folder.ts'
import { account } from '../../servers/account.ts'
import type { Bug } from '../../servers/bugs/bug.ts'
import { startReference } from '../../servers/reference/start.ts'
import { listenForInterruption } from '../interruption.ts'
import { print } from '../output.ts'
import { protocolNamed } from '../../harness/endpoint-url.ts'
import { named, oneOf, usage, wholeNumber } from '../../harness/usage.ts'

export interface ServeFlags {
  bug?: string
  protocol?: string[]
  setUp?: string
  host?: string
  port?: string
}

/** `mailtls serve`: the reference, or one of its bugs, until a signal comes. That is its normal end: exit code 0. */
export async function serveCommand(flags: ServeFlags): Promise<void> {
  const bug = flags.bug === undefined ? undefined : await bugNamed(flags.bug)
  const own = bug && bug.endpoint !== 'operator' ? [bug.endpoint] : (Object.keys(protocols) as Protocol[])
  const served = flags.protocol?.map(protocolNamed) ?? own
  const setUp = setUpNamed(flags.setUp) ?? bug?.setUp ?? 'default'
  const port = flags.port === undefined ? undefined : wholeNumber('--port', flags.port, 65_535)
  if (port !== undefined && served.length > 1) throw usage('expected one --protocol with --port')
  if (['0.0.0.0', '::', '[::]'].includes(flags.host ?? '')) {
    throw usage(
      `expected one address of this machine for --host, found ${flags.host}: nothing here is meant for everybody`,
    )
  }
  using interruption = listenForInterruption()
  await using subject = await startReference({
    ...(bug && { change: bug }),
    operator: flags.protocol === undefined && (bug === undefined || bug.endpoint === 'operator'),
    protocols: [...new Set(served)],
    setUps: [setUp],
    host: flags.host,
    port,
  })
  await using folder = await temporaryFolder()
  const ca = join(folder.path, 'ca.pem')
  await writeFile(ca, subject.trust!)
  const endpoints = subject.endpoints.flatMap(({ protocol, listeners: { [setUp]: listener } }) =>
    listener ? [urlOf(protocol, listener)] : [],
  )
  if (endpoints.length === 0) throw usage(`expected a set-up that ${served.join(', ')} has, found ${setUp}`)
  const { user, password, mailbox } = account
  const dns = subject.operator?.resolver
  const operator = dns && { domain: subject.operator?.domain, resolver: hostAndPort(dns) }
  await print(`${JSON.stringify({ ready: true, endpoints, setUp, ca, user, password, mailbox, ...operator })}\n`)
  await aborted(interruption.signal)
}

async function bugNamed(name: string): Promise<Bug> {
  const { bugs } = await import('../../servers/bugs/catalogue.ts')
  return named('a bug of servers', name, bugs)
}

function setUpNamed(name: string | undefined): SetUp | undefined {
  return name === undefined ? undefined : oneOf('a set-up', name, Object.keys(setUps) as SetUp[])
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
