import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { certify, startClient, startServer } from '../../../suites/library/mailtls.ts'

// Uses the library as the argument says, and closes all: what is active then was active before, and the process ends by itself.
const [how = 'success'] = process.argv.slice(2)
const checks = ['rfc3207/server/injection-same-segment', 'rfc3207/server/starttls-works']

const resources = () => process.getActiveResourcesInfo().toSorted()
const listeners = () => process.eventNames().map((name) => `${String(name)}: ${process.listenerCount(name)}`)

async function succeed(): Promise<void> {
  await using server = await startServer()
  await using client = await startClient('reference')
  await client.submit(server.endpoint('submission'), server)
  await certify(server, { checks })
  await certify(client, { checks: ['rfc3207/client/ehlo-first-inside-tls'] })
}

async function fail(): Promise<void> {
  await using server = await startServer({ bug: 'obeys-injected-lines' })
  const { exitCode } = await certify(server, { checks })
  if (exitCode !== 1) throw new Error(`expected the exit code 1, found ${exitCode}`)
}

/** One port for two set-ups: the second cannot have it. */
async function goWrong(): Promise<void> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as net.AddressInfo
  await once(probe.close(), 'close')
  const started = startServer('reference', { protocols: ['smtp'], setUps: ['default', 'tls-required'], port })
  const error: unknown = await started.catch((reason: unknown) => reason)
  if (!(error instanceof Error)) throw new Error('expected no server on a port that is taken')
}

/** In the midst of several checks, and of what they share. */
async function abort(): Promise<void> {
  await using server = await startServer()
  await using client = await startClient('reference')
  for (const results of [0, 1, 20]) {
    const controller = new AbortController()
    let left = results
    const onResult = () => void (left-- > 0 || controller.abort())
    if (results === 0) setTimeout(() => controller.abort(), 20)
    await Promise.all([server, client].map((each) => certify(each, { signal: controller.signal, onResult })))
  }
}

async function stay(): Promise<void> {
  await using _server = await startServer()
  await using client = await startClient('reference')
  await certify(client)
}

const ways: Record<string, () => Promise<void>> = { success: succeed, failure: fail, error: goWrong, abort, stay }
// Node opens them when they are first looked at
void [process.stdout, process.stderr]
const before = { resources: resources(), listeners: listeners() }
await ways[how]!()
assert.deepEqual({ resources: await settled(), listeners: listeners() }, before)
// whatever still holds this process up has not been closed
setTimeout(() => process.exit(2), 2000).unref()

/** Node lets go of what was closed some turns of its loop later, and of what was being opened when it is open. */
async function settled(): Promise<string[]> {
  for (let turn = 0; turn < 1000 && resources().length > before.resources.length; turn++) await setImmediate()
  return resources()
}
