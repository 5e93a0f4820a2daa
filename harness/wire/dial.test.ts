import { once } from 'node:events'
import dns from 'node:dns/promises'
import net from 'node:net'
import { expect, test } from 'vitest'
import { MailtlsError } from '../errors.ts'
import { closedPort, listenWith } from '../testing/listener.ts'
import { readAll, readUntil } from '../testing/socket-pair.ts'
import { connectError, dial } from './dial.ts'

const unbounded = new AbortController().signal

test('A closed port is refused, with its address in the message', async () => {
  const { host, port } = await closedPort()
  await expect(dial({ host, port }, unbounded)).rejects.toMatchObject({
    code: 'connection-refused',
    message: `expected a server at 127.0.0.1:${port}, but the port is closed`,
  })
})

test('A closed port of a name is refused, too, and an IPv6 address is written in brackets', async () => {
  const { port } = await closedPort()
  await expect(dial({ host: 'localhost', port }, unbounded)).rejects.toMatchObject({ code: 'connection-refused' })
  await expect(dial({ host: '::1', port }, unbounded)).rejects.toMatchObject({
    message: expect.stringContaining(`[::1]:${port}`),
  })
})

test('A name that does not exist is unresolvable', async () => {
  await expect(dial({ host: 'mail.example.invalid', port: 25 }, unbounded)).rejects.toMatchObject({
    code: 'unresolvable',
    message: expect.stringContaining('mail.example.invalid'),
  })
})

const addresses = await dns.lookup('localhost', { all: true })

test.each(addresses)('A server is found that listens on $address of localhost only', async ({ address }) => {
  await using listener = await listenWith((socket) => socket.end('220 here\r\n'), address)
  const socket = await dial({ host: 'localhost', port: listener.port }, unbounded)
  expect((await readAll(socket)).toString()).toBe('220 here\r\n')
  socket.destroy()
})

test('Addresses that are known are not looked up, and the next one is tried', async () => {
  await using listener = await listenWith((socket) => socket.end('220 here\r\n'))
  const { port } = listener
  for (const known of [['127.0.0.1'], ['127.0.0.3', '127.0.0.1'], ['::1', '127.0.0.1']]) {
    const socket = await dial({ host: 'mail.example.invalid', port, addresses: known }, unbounded)
    expect((await readAll(socket)).toString()).toBe('220 here\r\n')
    socket.destroy()
  }
  await expect(dial({ host: 'mail.example.invalid', port, addresses: ['127.0.0.3'] }, unbounded)).rejects.toMatchObject(
    {
      code: 'connection-refused',
      message: `expected a server at mail.example.invalid:${port}, but the port is closed`,
    },
  )
  await expect(dial({ host: 'mail.example.invalid', port, addresses: [] }, unbounded)).rejects.toMatchObject({
    code: 'unresolvable',
  })
})

test('The local address to connect from is the one that the server sees', async () => {
  const seen = Promise.withResolvers<string | undefined>()
  await using listener = await listenWith((socket) => seen.resolve(socket.remoteAddress))
  const socket = await dial({ host: 'localhost', port: listener.port, from: '127.0.0.2' }, unbounded)
  expect(await seen.promise).toBe('127.0.0.2')
  socket.destroy()
})

test('A local address that is not ours makes it unreachable', async () => {
  await using listener = await listenWith(() => {})
  const address = { host: '127.0.0.1', port: listener.port, from: '192.0.2.77' }
  await expect(dial(address, unbounded)).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('EADDRNOTAVAIL'),
  })
})

test('Where no address answers, a closed port is the reason before a family that this machine lacks', () => {
  const failed = (code: string) => Object.assign(new Error(code), { code })
  const both = new AggregateError([failed('EADDRNOTAVAIL'), failed('ECONNREFUSED')])
  expect(connectError(both, 'localhost', 25).code).toBe('connection-refused')
  expect(connectError(new AggregateError([failed('ENETUNREACH')]), 'localhost', 25).code).toBe('unreachable')
})

test('A connection that is reset at once is a hang-up before the greeting, whoever of both sees it first', async () => {
  await using listener = await listenWith((socket) => socket.resetAndDestroy())
  const codes = await Promise.all(
    Array.from({ length: 20 }, () =>
      dial(listener, unbounded).then(
        async (socket) => {
          await readAll(socket.on('error', () => {}))
          return 'connected'
        },
        (error: MailtlsError) => error.code,
      ),
    ),
  )
  expect(new Set([...codes, 'connected', 'closed-before-greeting'])).toEqual(
    new Set(['connected', 'closed-before-greeting']),
  )
})

test('An abort before the connection is there ends with its reason', async () => {
  const controller = new AbortController()
  const dialled = dial({ host: 'mail.example.invalid', port: 25 }, controller.signal)
  controller.abort(new MailtlsError('deadline', 'no answer within 5 ms'))
  await expect(dialled).rejects.toMatchObject({ code: 'deadline' })
})

test('A signal that was aborted before opens no connection', async () => {
  await using listener = await listenWith(() => {})
  await expect(dial(listener, AbortSignal.abort('stopped'))).rejects.toMatchObject({ code: 'interrupted' })
  const socket = await dial(listener, unbounded)
  socket.destroy()
  expect(listener.taken).toBe(1)
})

test('An abort afterwards leaves the connection to its owner', async () => {
  const controller = new AbortController()
  await using listener = await listenWith((socket) => socket.pipe(socket))
  const socket = await dial(listener, controller.signal)
  controller.abort()
  socket.end('still here')
  expect((await readAll(socket)).toString()).toBe('still here')
  socket.destroy()
})

test('One write is one segment', async () => {
  await using listener = await listenWith((socket) => {
    // answers each segment with its length
    socket.on('data', (bytes) => socket.write(`${bytes.length};`))
  })
  const socket = await dial(listener, unbounded)
  socket.write('abc')
  await readUntil(socket, (bytes) => bytes.includes(';'))
  socket.write('STARTTLS\r\nNOOP\r\n')
  expect((await readUntil(socket, (bytes) => bytes.includes(';'))).toString()).toBe('16;')
  socket.destroy()
})

test('A half that the other side has ended leaves ours open', async () => {
  const heard = Promise.withResolvers<Buffer>()
  await using listener = await listenWith((socket) => {
    socket.end()
    void readAll(socket).then(heard.resolve)
  })
  const socket = await dial(listener, unbounded)
  socket.resume()
  await once(socket, 'end')
  expect(socket).toBeInstanceOf(net.Socket)
  socket.end('QUIT\r\n')
  expect((await heard.promise).toString()).toBe('QUIT\r\n')
  socket.destroy()
})
