import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import { serverIdentity, testAuthority } from './testing/identity.ts'
import { clientPeer, type Ends, heardBy, peers } from './testing/peers.ts'
import { rawTlsServer } from './testing/raw-tls.ts'
import type { ClientTls, ServerTls, TlsOutcome } from './wire/tls-session.ts'

let identity: ServerTls
let trust: string
beforeAll(async () => {
  const { cert, key, ca } = await serverIdentity()
  identity = { cert, key }
  trust = ca
})

/** Both sides of a handshake. */
function handshake({ client, server }: Ends, mine: ClientTls = {}, theirs: ServerTls = {}): Promise<TlsOutcome[]> {
  return Promise.all([client.startTls(mine), server.startTls({ ...identity, ...theirs })])
}

const versions = ['TLSv1.2', 'TLSv1.3'] as const

describe('A handshake', () => {
  test.each(versions)('%s settles the same on both sides, and lines go through it', async (version) => {
    await using ends = await peers()
    const outcomes = await handshake(ends, { maxVersion: version, minVersion: version, ca: trust })
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: true, facts: { version } })
    expect(ends.client.tls?.suite).toBe(ends.server.tls?.suite)
    expect(ends.client.tls?.authorizationError).toBeUndefined()
    expect(ends.client.tls?.certificateRequested).toBe(false)
    ends.client.send('EHLO x\r\n')
    expect(await ends.server.line()).toBe('EHLO x')
    ends.server.send('250-a\r\n250 b\r\n')
    expect([await ends.client.line(), await ends.client.line()]).toEqual(['250-a', '250 b'])
    const dialogue = ends.client.recording.dialogue()
    expect(dialogue).toEqual([
      'C: <starts TLS>',
      `S: <TLS is running: ${version}, ${ends.client.tls?.suite}>`,
      'C: EHLO x',
      'S: 250-a',
      'S: 250 b',
    ])
    expect(ends.server.recording.dialogue()).toEqual(dialogue)
  })

  test.each(versions)('With %s a server that ends TLS with its last words is seen to end it', async (version) => {
    await using ends = await peers()
    const served = ends.server
      .startTls({ ...identity, minVersion: version, maxVersion: version })
      .then(() => ends.server.close())
    expect(await ends.client.startTls({})).toMatchObject({ ok: true })
    expect(await ends.client.ended()).toBe('close-notify')
    await served
  })

  test('The peer’s certificate is there, and why it is not to be trusted', async () => {
    await using ends = await peers()
    await handshake(ends, { ca: (await testAuthority().then(({ issue }) => issue('self-signed'))).cert })
    expect(new X509Certificate(ends.client.tls!.peerCertificate!).checkHost('localhost')).toBe('localhost')
    expect(ends.client.tls?.authorizationError).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
  })

  test.each(versions)('With %s a server that asks for a certificate is known by it', async (version) => {
    await using ends = await peers()
    const { cert, key } = await testAuthority().then(({ issue }) => issue('client'))
    const tls = { minVersion: version, maxVersion: version }
    await handshake(ends, { ...tls, cert, key }, { requestCert: true, ca: trust })
    expect(ends.client.tls?.certificateRequested).toBe(true)
    expect(new X509Certificate(ends.server.tls!.peerCertificate!).raw).toEqual(new X509Certificate(cert).raw)
  })

  test('Nothing is awaited between the go-ahead and the handshake, so no ClientHello is lost', async () => {
    await using ends = await peers()
    const server = (async () => {
      await ends.server.line()
      ends.server.leftover()
      ends.server.send('220 go\r\n')
      return await ends.server.startTls(identity)
    })()
    ends.client.send('STARTTLS\r\nNOOP\r\n')
    expect(await ends.client.line()).toBe('220 go')
    expect(await ends.client.startTls({})).toMatchObject({ ok: true })
    expect(await server).toMatchObject({ ok: true })
    ends.client.send('EHLO x\r\n')
    expect(await ends.server.line()).toBe('EHLO x')
  })

  test('A ClientHello that came before the server turned to TLS is its beginning', async () => {
    await using ends = await peers()
    const client = ends.client.startTls({})
    await once(ends.raw.server, 'data')
    expect(await ends.server.startTls(identity)).toMatchObject({ ok: true })
    expect(await client).toMatchObject({ ok: true })
  })

  test('A server’s flight that is cut into single bytes makes the same session', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    const engine = rawTlsServer(server, identity, (bytes) => {
      for (const byte of bytes) server.write(Buffer.from([byte]))
    })
    expect(await ends.client.startTls({})).toMatchObject({ ok: true })
    engine.write('250 ok\r\n')
    expect(await ends.client.line()).toBe('250 ok')
  })

  test('A damaged record behind the end of the handshake does not undo it, but ends TLS', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    const damaged = Buffer.from([23, 3, 3, 0, 32, ...Buffer.alloc(32, 7)])
    let flights = 0
    rawTlsServer(server, { ...identity, maxVersion: 'TLSv1.2' }, (flight) => {
      server.write(++flights === 2 ? Buffer.concat([flight, damaged]) : flight)
    })
    expect(await ends.client.startTls({})).toMatchObject({ ok: true })
    expect(await ends.client.ended()).toBe('refused')
  })

  test('An answer in the same segment as the end of the handshake is read', async () => {
    await using ends = await clientPeer()
    const engine = rawTlsServer(ends.raw.server, { ...identity, maxVersion: 'TLSv1.2' })
    ends.raw.server.cork()
    engine.once('secure', () => {
      engine.write('220 at once\r\n')
      setImmediate(() => setImmediate(() => ends.raw.server.uncork()))
    })
    engine.once('data', () => {})
    process.nextTick(() => ends.raw.server.uncork())
    expect(await ends.client.startTls({})).toMatchObject({ ok: true })
    expect(await ends.client.line()).toBe('220 at once')
  })
})

describe('TLS inside TLS', () => {
  test('A second session runs inside the first, as a server that asks for it needs', async () => {
    await using ends = await peers()
    await handshake(ends, { maxVersion: 'TLSv1.2' })
    const outcomes = await handshake(ends, { maxVersion: 'TLSv1.3' })
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: true, facts: { version: 'TLSv1.3' } })
    ends.client.send('NOOP\r\n')
    expect(await ends.server.line()).toBe('NOOP')
    for (let n = 0; n < 100; n++) ends.server.send(`250 ${n}\r\n`)
    ends.server.close()
    expect(await ends.client.ended()).toBe('close-notify')
    for (let n = 0; n < 100; n++) expect(await ends.client.line()).toBe(`250 ${n}`)
  })

  test('Where the inner handshake is answered by a line, the dialogue goes on in the outer session', async () => {
    await using ends = await peers()
    await handshake(ends)
    const inner = ends.client.startTls({})
    await once(ends.raw.server, 'data')
    ends.server.send('503 already\r\n')
    expect(await inner).toMatchObject({ ok: false, by: 'plaintext' })
    expect(await ends.client.line()).toBe('503 already')
    ends.server.send('250 ok\r\n')
    expect(await ends.client.line()).toBe('250 ok')
    expect(heardBy(ends.client, 'S')).toContain('503 already')
  })

  test.each(['close', 'raw FIN'])('Where the outer session ends (%s), the inner handshake fails by it', async (how) => {
    await using ends = await peers()
    await handshake(ends)
    const inner = ends.client.startTls({})
    await once(ends.raw.server, 'data')
    if (how === 'close') ends.server.close()
    else ends.raw.server.end()
    expect(await inner).toMatchObject({ ok: false, by: 'fin' })
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'ended' })
  })
})
