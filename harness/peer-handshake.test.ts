import { beforeAll, describe, expect, test } from 'vitest'
import { deadline } from './deadline.ts'
import { serverIdentity } from './testing/identity.ts'
import { clientPeer, heardBy, peers, serverPeer } from './testing/peers.ts'
import { rawTlsClient, rawTlsServer } from './testing/raw-tls.ts'
import { readUntil } from './testing/socket-pair.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

const alert = Buffer.from([21, 3, 1, 0, 2, 2, 40])
const versions = ['TLSv1.2', 'TLSv1.3'] as const

describe('A client’s handshake fails', () => {
  test('by alert, whose name is told', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.end(alert))
    const outcome = await ends.client.startTls({})
    expect(outcome).toMatchObject({ ok: false, by: 'alert', text: 'TLS alert fatal handshake_failure (40)' })
    expect(outcome).toMatchObject({ plaintext: Buffer.alloc(0) })
    expect(heardBy(ends.client, 'S')[0]).toBe('<TLS alert fatal handshake_failure (40)>')
  })

  test('by a fatal alert that OpenSSL does not know', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.write(Buffer.from([21, 3, 3, 0, 2, 2, 222])))
    expect(await ends.client.startTls({})).toMatchObject({
      ok: false,
      by: 'alert',
      text: 'TLS alert fatal alert (222)',
    })
  })

  test('by alert, when a reset comes behind it', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.write(alert, () => ends.raw.server.resetAndDestroy()))
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'alert' })
  })

  test('by FIN', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.end())
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'fin' })
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'ended' })
  })

  test('by FIN within a record, whose beginning is no plaintext', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.end(Buffer.from([22, 3, 3, 0, 80, 2, 0, 0])))
    const outcome = await ends.client.startTls({})
    expect(outcome).toMatchObject({ ok: false, by: 'fin', plaintext: Buffer.alloc(0) })
    expect(heardBy(ends.client, 'S')).toEqual(['<closes the connection>', '<connection closed in the handshake>'])
  })

  test('by a FIN that came before it began, with what was said before', async () => {
    await using ends = await clientPeer()
    ends.raw.server.end('220 go\r\n454 no\r\n')
    expect(await ends.client.line()).toBe('220 go')
    await ends.client.ended()
    const outcome = await ends.client.startTls({})
    expect(outcome).toMatchObject({ ok: false, by: 'fin', plaintext: Buffer.from('454 no\r\n') })
    expect(await ends.client.line()).toBe('454 no')
  })

  test('by a FIN that came before it began, and nothing else', async () => {
    await using ends = await clientPeer()
    ends.raw.server.end()
    await ends.client.ended()
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'fin', plaintext: Buffer.alloc(0) })
  })

  test('by reset', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.resetAndDestroy())
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'rst' })
  })

  test.each(versions)('by our own refusal, when %s is all that we offer and not what is chosen', async (version) => {
    await using ends = await peers()
    const other = version === 'TLSv1.2' ? 'TLSv1.3' : 'TLSv1.2'
    const [client, server] = await Promise.all([
      ends.client.startTls({ minVersion: version, maxVersion: version }),
      ends.server.startTls({ ...identity, minVersion: other, maxVersion: other }),
    ])
    expect(client).toMatchObject({ ok: false, by: 'alert', text: expect.stringContaining('protocol_version') })
    expect(server).toMatchObject({ ok: false, by: 'refused' })
  })

  test('by our own engine, when records make no sense', async () => {
    await using ends = await clientPeer()
    ends.raw.server.once('data', () => ends.raw.server.write(Buffer.from([22, 3, 3, 0, 4, 2, 0, 0, 0])))
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'refused' })
    expect(heardBy(ends.client, 'C').at(-1)).toMatch(/^<handshake given up by our side: ERR_SSL_/)
  })

  test('by plaintext, and the dialogue goes on with it', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    server.once('data', () => server.write('454 TLS not available\r\n'))
    const outcome = await ends.client.startTls({})
    expect(outcome).toMatchObject({ ok: false, by: 'plaintext', plaintext: Buffer.from('454 TLS not available\r\n') })
    expect(await ends.client.line()).toBe('454 TLS not available')
    const heard = readUntil(server, (bytes) => bytes.includes('\n'))
    ends.client.send('NOOP\r\n')
    expect((await heard).toString()).toBe('NOOP\r\n')
    server.end('250 ok\r\n')
    expect(await ends.client.line()).toBe('250 ok')
    expect(await ends.client.ended()).toBe('fin')
  })

  test('by deadline, which is no outcome but the end of the check', async () => {
    await using ends = await clientPeer()
    using bound = deadline(20)
    bound.signal.addEventListener('abort', () => ends.stop.abort(bound.signal.reason))
    await expect(ends.client.startTls({})).rejects.toMatchObject({ code: 'deadline' })
    expect(ends.client.tls).toBeUndefined()
  })
})

describe('Plaintext that comes before the first TLS record is kept apart', () => {
  test('A line fails the handshake, and is read as a line', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    rawTlsServer(server, identity, (flight) => server.write(Buffer.concat([Buffer.from('250 injected\r\n'), flight])))
    const outcome = await ends.client.startTls({})
    expect(outcome).toMatchObject({ ok: false, by: 'plaintext', plaintext: Buffer.from('250 injected\r\n') })
    expect(ends.client.tls).toBeUndefined()
    expect(await ends.client.line()).toBe('250 injected')
  })

  test('A line before the last flight of the handshake is never read as if TLS had protected it', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    let flights = 0
    rawTlsServer(server, { ...identity, maxVersion: 'TLSv1.2' }, (flight) => {
      server.write(++flights === 2 ? Buffer.concat([Buffer.from('250 injected\r\n'), flight]) : flight)
    })
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'plaintext' })
    expect(flights).toBe(2)
    expect(ends.client.tls).toBeUndefined()
  })

  test('Part of a line is not put in front of what TLS protects', async () => {
    await using ends = await clientPeer()
    const { server } = ends.raw
    let flights = 0
    const engine = rawTlsServer(server, { ...identity, maxVersion: 'TLSv1.2' }, (flight) => {
      server.write(++flights === 1 ? Buffer.concat([Buffer.from('250-PART '), flight]) : flight)
    })
    expect(await ends.client.startTls({})).toMatchObject({ ok: true })
    engine.write('250 protected\r\n')
    expect(await ends.client.line()).toBe('250 protected')
    expect(heardBy(ends.client, 'S')).toContain('250-PART ')
  })

  test('What was left over when the handshake began is in the dialogue once', async () => {
    await using ends = await clientPeer()
    ends.raw.server.write('220 go\r\n250 injected\r\n')
    expect(await ends.client.line()).toBe('220 go')
    expect(await ends.client.startTls({})).toMatchObject({ ok: false, by: 'plaintext' })
    expect(heardBy(ends.client, 'S').filter((line) => line === '250 injected')).toHaveLength(1)
  })
})

describe('A server’s handshake fails', () => {
  test('by our engine, which is fed the plaintext that came before the ClientHello', async () => {
    await using ends = await peers()
    ends.client.send('STARTTLS\r\nNOOP\r\n')
    await ends.server.line()
    const client = ends.client.startTls({})
    expect(await ends.server.startTls(identity)).toMatchObject({ ok: false, by: 'refused' })
    ends.server.close()
    expect(await client).toMatchObject({ ok: false, by: 'fin' })
    expect(heardBy(ends.server, 'C')[0]).toBe('STARTTLS<CRLF>NOOP<CRLF>')
  })

  test('by plaintext instead of a ClientHello, which stands in the dialogue', async () => {
    await using ends = await serverPeer()
    ends.raw.client.write('EHLO again\r\n')
    expect(await ends.server.startTls(identity)).toMatchObject({ ok: false, by: 'refused' })
    expect(heardBy(ends.server, 'C')).toEqual(['EHLO again'])
  })

  test('by FIN and by reset', async () => {
    await using fin = await serverPeer()
    fin.raw.client.end()
    expect(await fin.server.startTls(identity)).toMatchObject({ ok: false, by: 'fin' })
    await using rst = await serverPeer()
    rst.raw.client.resetAndDestroy()
    expect(await rst.server.startTls(identity)).toMatchObject({ ok: false, by: 'rst' })
  })

  test('by the client’s alert', async () => {
    await using ends = await serverPeer()
    ends.raw.client.end(alert)
    expect(await ends.server.startTls(identity)).toMatchObject({
      ok: false,
      by: 'alert',
      text: 'TLS alert fatal handshake_failure (40)',
    })
  })

  test('by the alert of a client to which the flight came damaged', async () => {
    await using ends = await serverPeer()
    rawTlsClient(ends.raw.client, { minVersion: 'TLSv1.3' }, (bytes) => {
      const damaged = Buffer.from(bytes)
      damaged[damaged.length - 1]! ^= 1
      return damaged
    })
    expect(await ends.server.startTls(identity)).toMatchObject({
      ok: false,
      by: 'alert',
      text: 'TLS alert fatal bad_record_mac (20)',
    })
  })

  test('and the dialogue goes on in plaintext, in which the client is not said to have begun TLS', async () => {
    await using ends = await serverPeer()
    ends.raw.client.write('garbage\r\n')
    expect(await ends.server.startTls(identity)).toMatchObject({ ok: false })
    ends.raw.client.write('NOOP\r\n')
    expect(await ends.server.line()).toBe('NOOP')
    ends.server.send('250 ok\r\n')
    await readUntil(ends.raw.client, (bytes) => bytes.includes('250 ok\r\n'))
    expect(heardBy(ends.server, 'C')).toEqual(['garbage', 'NOOP'])
  })

  test('and a second one succeeds on the same connection', async () => {
    await using ends = await peers()
    ends.client.send('garbage\r\n')
    expect(await ends.server.startTls(identity)).toMatchObject({ ok: false })
    const [client, server] = await Promise.all([ends.client.startTls({}), ends.server.startTls(identity)])
    expect([client.ok, server.ok]).toEqual([true, true])
    ends.client.send('NOOP\r\n')
    expect(await ends.server.line()).toBe('NOOP')
  })
})
