import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Protocol, protocols, type SetUp, setUps, urlOf } from '../../harness/subject.ts'
import { account } from '../../servers/account.ts'
import type { Bug } from '../../servers/bugs/bug.ts'
import { startReference } from '../../servers/reference/start.ts'
import { SmtpServer } from '../../servers/reference/smtp-server.ts'
import { listenForInterruption } from '../interruption.ts'
import { print } from '../output.ts'
import { protocolNamed } from '../subject/endpoint-url.ts'
import { oneOf, usage, wholeNumber } from '../usage.ts'

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
  const served = flags.protocol?.map(protocolNamed) ?? (bug ? [bug.endpoint] : (Object.keys(protocols) as Protocol[]))
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
    ...(bug && { Server: bug.patch(SmtpServer), name: bug.name }),
    protocols: [...new Set(served)],
    setUps: [setUp],
    host: flags.host,
    port,
  })
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-'))
  try {
    const ca = join(folder, 'ca.pem')
    await writeFile(ca, subject.trust!)
    const endpoints = subject.endpoints.map(({ protocol, listeners }) => urlOf(protocol, listeners[setUp]!))
    const { user, password, mailbox } = account
    await print(`${JSON.stringify({ ready: true, endpoints, setUp, ca, user, password, mailbox })}\n`)
    await aborted(interruption.signal)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function bugNamed(name: string): Promise<Bug> {
  const { bugs } = await import('../../servers/bugs/catalogue.ts')
  oneOf(
    'a bug',
    name,
    bugs.map((bug) => bug.name),
  )
  return bugs.find((bug) => bug.name === name)!
}

function setUpNamed(name: string | undefined): SetUp | undefined {
  return name === undefined ? undefined : oneOf('a set-up', name, Object.keys(setUps) as SetUp[])
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
