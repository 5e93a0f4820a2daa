import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity } from './testing/identity.ts'
import { clientPeer, heardBy, peers } from './testing/peers.ts'
import { rawTlsServer } from './testing/raw-tls.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('With %s', (version) => {
  const tls = { minVersion: version, maxVersion: version }

  /** Both ends inside TLS. */
  async function secured() {
    const ends = await peers()
    await Promise.all([ends.client.startTls(tls), ends.server.startTls({ ...identity, ...tls })])
    return ends
  }

  /** A client inside TLS, and a server's engine over a socket that is the test's. */
  async function beforeRawServer() {
    const ends = await clientPeer()
    const engine = rawTlsServer(ends.raw.server, { ...identity, ...tls })
    await ends.client.startTls(tls)
    // with TLS 1.3 the server's handshake is through after the client's
    ends.client.send('x')
    await once(engine, 'data')
    engine.resume()
    return { ...ends, engine }
  }

  test('Plaintext that a server sends beside it without end ends the reading', async () => {
    await using ends = await secured()
    for (let i = 0; i < 20; i++) ends.server.sendBesideTls('x'.repeat(64 * 1024))
    const end = 'the connection ended (refused: plaintext beside it without end)'
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'ended', message: expect.stringContaining(end) })
    expect(ends.client.besideTls.length).toBeLessThan(1.2 * 1024 * 1024)
  })

  test('Plaintext that a server sends beside it is told apart from what is protected', async () => {
    await using ends = await secured()
    ends.server.sendBesideTls('250 injected\r\n')
    await once(ends.raw.client, 'data')
    ends.server.send('250 protected\r\n')
    expect(await ends.client.line()).toBe('250 protected')
    expect(ends.client.besideTls).toBe('250 injected\r\n')
    const note = String.raw`<sends plaintext beside TLS: 250 injected\x0d\x0a>`
    expect(heardBy(ends.server, 'S')).toContain(note)
    expect(heardBy(ends.client, 'S')).toContain(note)
  })

  test('Plaintext that a client sends beside it ends TLS, by alert', async () => {
    await using ends = await secured()
    ends.client.sendBesideTls('NOOP\r\n')
    expect(await ends.server.ended()).toBe('refused')
    expect(ends.server.hasLine()).toBe(false)
    expect(await ends.client.ended()).toBe('alert')
    expect(ends.client.besideTls).toBe('')
  })

  test('Whoever leaves it hears what is said in plaintext then', async () => {
    await using it = await beforeRawServer()
    const heard: Buffer[] = []
    it.raw.server.on('data', (bytes) => heard.push(bytes))
    it.raw.server.once('end', () => it.raw.server.end('250 in plaintext\r\n'))
    await it.client.leaveTls('NOOP\r\n')
    expect(it.client.besideTls).toBe('250 in plaintext\r\n')
    expect(Buffer.concat(heard).toString('latin1')).toMatch(/NOOP\r\n$/)
    expect(it.client.hasLine()).toBe(false)
    expect(heardBy(it.client, 'C').slice(-2)).toEqual([
      '<ends TLS>',
      String.raw`<sends plaintext beside TLS: NOOP\x0d\x0a>`,
    ])
  })

  test('Whoever leaves it says close_notify first, and ends its half', async () => {
    await using ends = await secured()
    const left = ends.client.leaveTls('NOOP\r\n')
    expect(await ends.server.ended()).toBe('close-notify')
    if (!ends.raw.server.readableEnded) await once(ends.raw.server, 'end')
    ends.server.close()
    await left
    expect(ends.client.besideTls).toBe('')
  })

  test('Whoever leaves it hears nothing where the other side hangs up', async () => {
    await using it = await beforeRawServer()
    it.engine.once('end', () => it.raw.server.resetAndDestroy())
    await it.client.leaveTls('NOOP\r\n')
    expect(it.client.besideTls).toBe('')
  })

  test('One whose other side has gone leaves it at once', async () => {
    await using it = await beforeRawServer()
    it.raw.server.destroy()
    await it.client.ended()
    await it.client.leaveTls('NOOP\r\n')
    expect(it.client.besideTls).toBe('')
  })

  test('One whose TLS was ended already can leave it', async () => {
    await using it = await beforeRawServer()
    it.engine.end()
    expect(await it.client.ended()).toBe('close-notify')
    it.raw.server.once('end', () => it.raw.server.end('250 in plaintext\r\n'))
    await it.client.leaveTls('NOOP\r\n')
    expect(it.client.besideTls).toBe('250 in plaintext\r\n')
  })
})
