import { once } from 'node:events'
import { beforeAll, describe, expect, test } from 'vitest'
import { MailtlsError } from './errors.ts'
import { serverIdentity } from './testing/identity.ts'
import { clientPeer, heardBy, peers, serverPeer, type Ends } from './testing/peers.ts'
import { Flights, rawTlsServer } from './testing/raw-tls.ts'
import { readAll } from './testing/socket-pair.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

const versions = ['TLSv1.2', 'TLSv1.3'] as const

/** A record that no key made. */
const damaged = Buffer.from([23, 3, 3, 0, 32, ...Buffer.alloc(32, 7)])

describe('Without TLS', () => {
  test('A FIN is the end, after the lines that came before it', async () => {
    await using ends = await clientPeer()
    ends.raw.server.end('250 a\r\n221 bye\r\npart')
    expect(await ends.client.ended()).toBe('fin')
    expect([await ends.client.line(), await ends.client.line()]).toEqual(['250 a', '221 bye'])
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'ended', message: expect.stringContaining('fin') })
    expect(ends.client.leftover().toString()).toBe('part')
    expect(heardBy(ends.client, 'S').at(-1)).toBe('<closes the connection>')
  })

  test('A reset is told from a FIN', async () => {
    await using ends = await clientPeer()
    ends.raw.server.resetAndDestroy()
    expect(await ends.client.ended()).toBe('rst')
    expect(heardBy(ends.client, 'S')).toEqual(['<resets the connection>'])
  })

  test('A half that the other side has ended can still be answered', async () => {
    await using ends = await peers()
    ends.client.send('QUIT\r\n')
    ends.client.halfClose()
    expect(await ends.server.ended()).toBe('fin')
    expect(await ends.server.line()).toBe('QUIT')
    ends.server.send('221 bye\r\n')
    ends.server.close()
    expect(await ends.client.line()).toBe('221 bye')
    expect(await ends.client.ended()).toBe('fin')
  })

  test('What is sent after a reset is not in the dialogue, since it never left', async () => {
    await using ends = await clientPeer()
    ends.raw.server.resetAndDestroy()
    await ends.client.ended()
    ends.client.send('NOOP\r\n')
    expect(heardBy(ends.client, 'C')).toEqual([])
  })

  test('Our own reset is not put down to the other side', async () => {
    await using ends = await peers()
    ends.client.reset()
    expect(await ends.server.ended()).toBe('rst')
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'ended' })
    expect(ends.client.recording.dialogue()).toEqual(['C: <resets the connection>'])
    expect(ends.server.recording.dialogue()).toEqual(['C: <resets the connection>'])
  })
})

describe.each(versions)('With %s', (version) => {
  const tls = { minVersion: version, maxVersion: version }

  async function secured(): Promise<Ends> {
    const ends = await peers()
    const [client, server] = await Promise.all([
      ends.client.startTls(tls),
      ends.server.startTls({ ...identity, ...tls }),
    ])
    expect([client.ok, server.ok]).toEqual([true, true])
    return ends
  }

  test('close_notify is the end of TLS, while TCP stays open', async () => {
    await using ends = await clientPeer()
    const engine = rawTlsServer(ends.raw.server, { ...identity, ...tls })
    expect(await ends.client.startTls(tls)).toMatchObject({ ok: true })
    engine.end('221 bye\r\n')
    expect(await ends.client.ended()).toBe('close-notify')
    expect(await ends.client.line()).toBe('221 bye')
    expect(ends.raw.client.readableEnded).toBe(false)
    expect(heardBy(ends.client, 'S').at(-1)).toBe('<ends TLS>')
  })

  /** A TLS server on a raw socket that has nothing more to say of its own, its tickets neither; what it says is held back. */
  async function heldBack(ends: Pick<Ends, 'client' | 'raw'>) {
    const flights = new Flights(ends.raw.server)
    const engine = rawTlsServer(ends.raw.server, { ...identity, ...tls }, flights.send)
    await ends.client.startTls(tls)
    ends.client.send('x')
    await once(engine, 'data')
    flights.hold()
    return { engine, flights }
  }

  test('close_notify is seen, too, when data, close_notify and FIN come in one segment', async () => {
    await using ends = await clientPeer()
    const { engine, flights } = await heldBack(ends)
    engine.end('221 bye\r\n')
    ends.raw.server.end(await flights.take(2))
    expect(await ends.client.ended()).toBe('close-notify')
    expect(await ends.client.line()).toBe('221 bye')
  })

  test('A FIN without close_notify is a FIN, and data sent right before it is still read', async () => {
    await using ends = await secured()
    ends.server.send('250 a\r\n')
    ends.server.send('221 bye\r\n')
    // the engine writes at the end of the tick
    setImmediate(() => setImmediate(() => ends.raw.server.end()))
    expect(await ends.client.ended()).toBe('fin')
    expect([await ends.client.line(), await ends.client.line()]).toEqual(['250 a', '221 bye'])
    await expect(ends.client.line()).rejects.toMatchObject({ code: 'ended' })
  })

  test('endTcp() ends TCP without close_notify, behind all that was sent', async () => {
    await using ends = await secured()
    for (let n = 0; n < 100; n++) ends.server.send(`250 ${n}\r\n`)
    await ends.server.endTcp()
    ends.server.close()
    expect(await ends.client.ended()).toBe('fin')
    for (let n = 0; n < 100; n++) expect(await ends.client.line()).toBe(`250 ${n}`)
  })

  test('A reset is a reset', async () => {
    await using ends = await secured()
    ends.server.reset()
    expect(await ends.client.ended()).toBe('rst')
  })

  test('A record that is damaged is neither an end of TLS nor of TCP', async () => {
    await using ends = await secured()
    ends.raw.server.write(damaged)
    expect(await ends.client.ended()).toBe('refused')
    expect(heardBy(ends.client, 'S').at(-1)).toMatch(/^<sends what is no TLS: /)
  })

  test('What came in the same segment before a fatal alert is read', async () => {
    await using ends = await clientPeer()
    const { engine, flights } = await heldBack(ends)
    engine.write('421 bye\r\n')
    ends.raw.client.write(damaged)
    const line = ends.client.line()
    ends.raw.server.write(await flights.take(2))
    expect(await line).toBe('421 bye')
    expect(await ends.client.ended()).toBe('alert')
  })

  test('A fatal alert is told from close_notify', async () => {
    await using ends = await secured()
    // what a server does when it is sent a damaged record
    ends.raw.client.write(damaged)
    expect(await ends.server.ended()).toBe('refused')
    expect(await ends.client.ended()).toBe('alert')
    expect(heardBy(ends.client, 'S').at(-1)).toMatch(/^<TLS alert .*BAD_RECORD_MAC/)
  })

  test('Plaintext beside TLS is noted on the client’s side and never read as if it were protected', async () => {
    await using ends = await secured()
    ends.raw.server.write('250 injected\r\n')
    await once(ends.raw.client, 'data')
    ends.server.send('250 protected\r\n')
    expect(await ends.client.line()).toBe('250 protected')
    expect(heardBy(ends.client, 'S')).toContain('<sends plaintext beside TLS: 250 injected\\x0d\\x0a>')
  })

  test('Plaintext beside TLS ends it on the server’s side', async () => {
    await using ends = await secured()
    ends.raw.client.write('NOOP\r\n')
    expect(await ends.server.ended()).toBe('refused')
    expect(ends.server.hasLine()).toBe(false)
  })

  test('Ending our half says close_notify and FIN, and what the other side answers is read', async () => {
    await using ends = await secured()
    ends.client.send('QUIT\r\n')
    ends.client.halfClose()
    expect(await ends.server.ended()).toBe('close-notify')
    expect(await ends.server.line()).toBe('QUIT')
    ends.server.send('221 bye\r\n')
    ends.server.close()
    expect(await ends.client.line()).toBe('221 bye')
  })

  test('close() flushes all that was sent', async () => {
    await using ends = await secured()
    for (let n = 0; n < 100; n++) ends.server.send(`250 ${n}\r\n`)
    ends.server.close()
    expect(await ends.client.ended()).toBe('close-notify')
    for (let n = 0; n < 100; n++) expect(await ends.client.line()).toBe(`250 ${n}`)
  })

  test('close() flushes all that was sent to one who has ended its half', async () => {
    await using ends = await secured()
    ends.client.halfClose()
    await ends.server.ended()
    for (let n = 0; n < 100; n++) ends.server.send(`250 ${n}\r\n`)
    ends.server.close()
    for (let n = 0; n < 100; n++) expect(await ends.client.line()).toBe(`250 ${n}`)
  })
})

describe('Letting go', () => {
  test('close() flushes more than fits into one segment', async () => {
    await using ends = await serverPeer()
    const bytes = Buffer.alloc(3 * 1024 * 1024, '250 x\r\n')
    ends.server.send(bytes)
    ends.server.close()
    expect((await readAll(ends.raw.client)).equals(bytes)).toBe(true)
  })

  test('Disposing one whose other side never reads does not wait for ever', async () => {
    await using ends = await serverPeer()
    ends.raw.client.pause()
    ends.server.send(Buffer.alloc(32 * 1024 * 1024))
    await ends.server[Symbol.asyncDispose]()
    expect(ends.raw.server.closed).toBe(true)
  })

  test('A socket that has closed leaves no timer behind, before close() or after it', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    const before = timers()
    await using ends = await peers()
    await ends.server[Symbol.asyncDispose]()
    ends.raw.client.destroy()
    await once(ends.raw.client, 'close')
    ends.client.close()
    // one of others may have come to its end
    expect(timers()).toBeLessThanOrEqual(before)
  })

  test('After close() nothing is noted of the other side', async () => {
    await using ends = await clientPeer()
    ends.client.close()
    const closed = once(ends.raw.client, 'close')
    ends.raw.server.resetAndDestroy()
    await closed
    expect(ends.client.recording.dialogue()).toEqual([])
  })
})

describe('An abort', () => {
  const reason = new MailtlsError('deadline', 'no answer within 1 ms')
  const waits: [title: string, wait: (ends: Ends) => Promise<unknown>][] = [
    ['for a line', ({ client }) => client.line()],
    ['for bytes', ({ client }) => client.bytes()],
    ['for so many bytes', ({ client }) => client.exactly(1)],
    ['for the end behind TLS', ({ client }) => client.leaveTls('')],
    ['for the end', ({ client }) => client.ended()],
    ['for TLS', ({ client }) => client.startTls({})],
    ['for a ClientHello', ({ server }) => server.startTls(identity)],
    ['for plaintext before it', ({ server }) => server.plaintextBeforeTls()],
    ['in a pause', ({ client }) => client.pause(60_000)],
  ]

  test.each(waits)('ends a wait %s with its reason', async (_title, wait) => {
    await using ends = await peers()
    const waiting = wait(ends)
    ends.stop.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await expect(wait(ends)).rejects.toBe(reason)
  })

  test('ends a wait inside TLS', async () => {
    await using ends = await peers()
    await Promise.all([ends.client.startTls({}), ends.server.startTls(identity)])
    const waiting = ends.client.line()
    ends.stop.abort(reason)
    await expect(waiting).rejects.toBe(reason)
  })

  test('that is no error of ours is an interruption', async () => {
    await using ends = await peers()
    const waiting = ends.client.line()
    ends.stop.abort('Ctrl+C')
    await expect(waiting).rejects.toMatchObject({ code: 'interrupted', cause: 'Ctrl+C' })
  })

  test('destroys the socket, and puts its end down to nobody', async () => {
    await using ends = await clientPeer()
    const closed = once(ends.raw.client, 'close')
    ends.stop.abort(reason)
    await closed
    expect(ends.client.end).toBeUndefined()
    expect(ends.client.recording.dialogue()).toEqual([])
  })
})
