import { once } from 'node:events'
import type net from 'node:net'
import { expect, test } from 'vitest'
import { readAll, readUntil, socketPair } from '../../harness/testing/socket-pair.ts'
import type { Weather } from './weather.ts'
import { inWeather, type Noise } from './wire-noise.ts'

const weather: Weather = {
  name: 'crumbs',
  pieces: 100,
  jitterMs: 3,
  latencyMs: 0,
  stallMs: 0,
  pauses: 1,
  concurrency: 1,
}

async function noisyPair(tester: Noise['tester'], changes: Partial<Weather> = {}) {
  return await inWeather({ weather: { ...weather, ...changes }, seed: 'test', tester }, socketPair)
}

/** What each read of a socket gave, to its end. */
async function pieces(socket: net.Socket): Promise<string[]> {
  const all: string[] = []
  socket.on('data', (bytes: Buffer) => all.push(bytes.toString('latin1')))
  await once(socket, 'end')
  return all
}

for (const tester of ['client', 'server'] as const) {
  const subject = tester === 'client' ? 'server' : 'client'

  test(`What the ${subject} sends comes to the ${tester} in pieces, in order, and its FIN behind them`, async () => {
    await using pair = await noisyPair(tester)
    const read = pieces(pair[tester])
    pair[subject].end('250-mail.example.org greets you\r\n250 STARTTLS\r\n')
    const came = await read
    expect(came.join('')).toBe('250-mail.example.org greets you\r\n250 STARTTLS\r\n')
    expect(came.length).toBeGreaterThan(2)
  })

  test(`Each write in plaintext of the ${tester} comes whole to the ${subject}, before its FIN`, async () => {
    await using pair = await noisyPair(tester, { jitterMs: 20 })
    const read = pieces(pair[subject])
    pair[tester].write('STARTTLS\r\nNOOP\r\n')
    pair[tester].write('RSET\r\n')
    pair[tester].end()
    const came = await read
    expect(came.join('')).toBe('STARTTLS\r\nNOOP\r\nRSET\r\n')
    // a reader that is late finds two of them in one read
    expect(['STARTTLS\r\nNOOP\r\n', 'STARTTLS\r\nNOOP\r\nRSET\r\n']).toContain(came[0])
  })
}

test('TLS records are cut anywhere, also where several come in one write', async () => {
  await using pair = await noisyPair('client', { jitterMs: 20 })
  const record = Buffer.from([22, 3, 3, 0, 200, ...Buffer.alloc(200, 'x')])
  const read = pieces(pair.server)
  pair.client.end(Buffer.concat([record, record]))
  const came = await read
  expect(came.join('').length).toBe(2 * record.length)
  expect(came.length).toBeGreaterThan(2)
})

test('A reset overtakes nothing that was written before it', async () => {
  await using pair = await noisyPair('client', { jitterMs: 20 })
  const read = readUntil(pair.server, (bytes) => bytes.includes('last'))
  const error = once(pair.server, 'error')
  pair.client.write('first\r\n')
  pair.client.write('last\r\n')
  pair.client.resetAndDestroy()
  expect((await read).toString()).toBe('first\r\nlast\r\n')
  expect(await error).toMatchObject([{ code: 'ECONNRESET' }])
})

test('A reset by the subject is seen behind what it had sent, and as a reset', async () => {
  await using pair = await noisyPair('client', { jitterMs: 20 })
  const said = readAll(pair.client)
  const error = once(pair.client, 'error')
  pair.server.write('421 4.3.0 Goodbye\r\n')
  await once(pair.server.write('421 again\r\n') ? pair.client : pair.server, 'data')
  pair.server.resetAndDestroy()
  expect((await said).toString()).toContain('421 4.3.0 Goodbye\r\n')
  expect(await error).toMatchObject([{ code: 'ECONNRESET' }])
})

test('An end of one half leaves the other open', async () => {
  await using pair = await noisyPair('client')
  const heard = readAll(pair.server)
  pair.client.end('QUIT\r\n')
  expect((await heard).toString()).toBe('QUIT\r\n')
  const answer = readAll(pair.client)
  pair.server.end('221 Bye\r\n')
  expect((await answer).toString()).toBe('221 Bye\r\n')
})

test('A latency holds up what the subject says, and nothing else', async () => {
  await using pair = await noisyPair('client', { pieces: 1, jitterMs: 0, latencyMs: 300 })
  const start = performance.now()
  pair.client.write('EHLO\r\n')
  await once(pair.server, 'data')
  const heardAfter = performance.now() - start
  pair.server.write('250 OK\r\n')
  await once(pair.client, 'data')
  expect(performance.now() - start - heardAfter).toBeGreaterThan(290)
})

test('A connection that was opened outside of any weather is as ever', async () => {
  await noisyPair('client').then((pair) => pair[Symbol.asyncDispose]())
  await using pair = await socketPair()
  const read = pieces(pair.client)
  pair.server.end('250-mail.example.org greets you\r\n250 STARTTLS\r\n')
  expect(await read).toEqual(['250-mail.example.org greets you\r\n250 STARTTLS\r\n'])
})
