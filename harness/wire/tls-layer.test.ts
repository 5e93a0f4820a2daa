import { once } from 'node:events'
import tls from 'node:tls'
import { describe, expect, test } from 'vitest'
import { serverIdentity } from '../testing/identity.ts'
import { SealedRecords } from '../testing/sealed-records.ts'
import { TlsDuplex } from './tls-duplex.ts'
import { TlsLayer } from './tls-layer.ts'
import { closeNotify, recordType } from './tls-records.ts'

/** A session of ours with a client; what the client sends is held back on demand. */
async function withClient(options: tls.ConnectionOptions) {
  const held: Buffer[] = []
  let holds = false
  const toServer = (bytes: Buffer) => (holds ? held.push(bytes) : layer.receive(bytes))
  const duplex = new TlsDuplex((bytes) => setImmediate(toServer, bytes))
  const ended: string[] = []
  const said: string[] = []
  const { promise: settled, resolve } = Promise.withResolvers<void>()
  const layer: TlsLayer = new TlsLayer('S', await serverIdentity(), {
    write: (bytes) => setImmediate(() => duplex.push(bytes)),
    record: () => {},
    plaintext: () => {},
    data: (bytes) => void said.push(bytes.toString()),
    settled: resolve,
    ended: (how, text) => void ended.push(text ? `${how}: ${text}` : how),
  })
  const client = tls.connect({ socket: duplex, rejectUnauthorized: false, ...options })
  const secrets = new Map<string, Buffer>()
  client
    .on('error', () => {})
    .on('keylog', (line: Buffer) => {
      const [label = '', , secret = ''] = line.toString().trim().split(' ')
      secrets.set(label, Buffer.from(secret, 'hex'))
    })
  await Promise.all([settled, once(client, 'secureConnect')])
  return { layer, client, secrets, said, ended, hold: () => (holds = true), held }
}

/** The client asks for a new handshake; what it sends for that is held back. */
async function heldRenegotiation() {
  const { hold, ...all } = await withClient({ maxVersion: 'TLSv1.2' })
  all.layer.open()
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
    await expect(flushed).resolves.toBeUndefined()
  })

  test('is flushed though nothing was written', async () => {
    const { layer, held } = await heldRenegotiation()
    const flushed = layer.flushed()
    layer.receive(Buffer.concat(held))
    await expect(flushed).resolves.toBeUndefined()
  })

  test('ends though that comes behind our close_notify', async () => {
    const { layer, held } = await heldRenegotiation()
    const { promise, resolve } = Promise.withResolvers<void>()
    layer.end(() => resolve())
    layer.receive(Buffer.concat(held))
    await expect(promise).resolves.toBeUndefined()
  })
})

const userCanceled = 90

/** A session of TLS 1.3, and what its client says at its end, made by hand. */
async function withEnding() {
  const all = await withClient({ minVersion: 'TLSv1.3', ciphers: 'TLS_AES_128_GCM_SHA256' })
  all.layer.open()
  const records = new SealedRecords(all.secrets.get('CLIENT_TRAFFIC_SECRET_0')!, 0)
  // with its type in front of the padding that seal() knows nothing of
  const padded = (...alert: number[]) => Buffer.from([...alert, recordType.alert, ...Array<number>(15).fill(0)])
  const alert = (description: number, pads = false) =>
    pads ? records.seal(0, padded(1, description)) : records.seal(recordType.alert, Buffer.from([1, description]))
  const data = (text: string) => records.seal(recordType.applicationData, Buffer.from(text))
  return { ...all, alert, data }
}

describe('A session of TLS 1.3 ends', () => {
  test('with a close alert behind user_canceled, as Java says it, and what came before is not lost', async () => {
    const { layer, alert, data, said, ended } = await withEnding()
    layer.receive(Buffer.concat([data('QUIT\r\n'), alert(userCanceled), alert(closeNotify)]))
    layer.transportEnded()
    await expect.poll(() => ended).toEqual(['close-notify'])
    expect(said).toEqual(['QUIT\r\n'])
  })

  test('with such a close alert together with TCP, where alerts are padded', async () => {
    const { layer, alert, ended } = await withEnding()
    layer.receive(alert(userCanceled, true))
    layer.receive(alert(closeNotify, true))
    layer.transportEnded()
    await expect.poll(() => ended).toEqual(['close-notify'])
  })

  test('without one where user_canceled stands alone, or two bytes of data look like one', async () => {
    const { layer, alert, data, ended } = await withEnding()
    layer.receive(Buffer.concat([alert(userCanceled), data('\x01\x00')]))
    layer.transportEnded()
    await expect.poll(() => ended).toEqual(['with-transport'])
  })
})

test.for(['TLSv1.2', 'TLSv1.3'] as const)(
  'A client of %s that says all and closes before anybody turned to its session has sent a close alert',
  async (version) => {
    const { layer, client, hold, held, said, ended } = await withClient({ minVersion: version, maxVersion: version })
    hold()
    client.end('QUIT\r\n')
    await expect.poll(() => held.length).toBeGreaterThan(1)
    layer.receive(Buffer.concat(held))
    layer.transportEnded()
    layer.open()
    await expect.poll(() => ended).toEqual(['close-notify'])
    expect(said).toEqual(['QUIT\r\n'])
  },
)

test.for(['TLSv1.2', 'TLSv1.3'] as const)('One of %s that only ends TCP has not', async (version) => {
  const { layer, client, hold, held, ended } = await withClient({ minVersion: version, maxVersion: version })
  hold()
  client.write('QUIT\r\n')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  layer.receive(Buffer.concat(held))
  layer.transportEnded()
  layer.open()
  await expect.poll(() => ended).toEqual(['with-transport'])
})
