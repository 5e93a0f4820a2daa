import { once } from 'node:events'
import tls from 'node:tls'
import { describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { TlsDuplex } from './tls-duplex.ts'
import { TlsLayer } from './tls-layer.ts'

/** A session of ours with a client that speaks TLS 1.2; what the client sends is held back on demand. */
async function withClient() {
  const held: Buffer[] = []
  let holds = false
  const toServer = (bytes: Buffer) => (holds ? held.push(bytes) : layer.receive(bytes))
  const duplex = new TlsDuplex((bytes) => setImmediate(toServer, bytes))
  const ended: string[] = []
  const { promise: settled, resolve } = Promise.withResolvers<void>()
  const layer: TlsLayer = new TlsLayer('S', await serverIdentity(), {
    write: (bytes) => setImmediate(() => duplex.push(bytes)),
    record: () => {},
    plaintext: () => {},
    data: () => {},
    settled: resolve,
    ended: (how, text) => void ended.push(text ? `${how}: ${text}` : how),
  })
  const client = tls.connect({ socket: duplex, rejectUnauthorized: false, maxVersion: 'TLSv1.2' })
  client.on('error', () => {})
  await Promise.all([settled, once(client, 'secureConnect')])
  layer.open()
  return { layer, client, ended, hold: () => (holds = true), held }
}

/** The client asks for a new handshake; what it sends for that is held back. */
async function heldRenegotiation() {
  const { hold, ...all } = await withClient()
  hold()
  all.client.renegotiate({}, () => {})
  await expect.poll(() => all.held.length).toBeGreaterThan(0)
  return all
}

describe('A session whose client renegotiates', () => {
  test('is flushed though that comes before it is', async () => {
    const { layer, held } = await heldRenegotiation()
    layer.write(Buffer.from('+OK\r\n'))
    const flushed = layer.flushed()
    layer.receive(Buffer.concat(held))
    await flushed
  })

  test('is flushed though nothing was written', async () => {
    const { layer, held } = await heldRenegotiation()
    const flushed = layer.flushed()
    layer.receive(Buffer.concat(held))
    await flushed
  })

  test('ends though that comes behind our close_notify', async () => {
    const { layer, held } = await heldRenegotiation()
    const { promise, resolve } = Promise.withResolvers<void>()
    layer.end(resolve)
    layer.receive(Buffer.concat(held))
    await promise
  })
})
