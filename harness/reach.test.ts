import { beforeAll, describe, expect, test } from 'vitest'
import { type Reach, reach } from './reach.ts'
import type { Listener, Protocol, Subject } from './subject.ts'
import { serverIdentity } from './testing/identity.ts'
import { closedPort, listenWith } from './testing/listener.ts'
import { smallSmtpServer, type SmallSmtpServer } from './testing/small-smtp-server.ts'
import { endpointAt, subjectOf } from './testing/subject.ts'
import type { ServerTls } from './wire/tls-session.ts'

let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

interface Options extends Partial<Subject> {
  protocol?: Protocol
  timeoutMs?: number
  signal?: AbortSignal
}

function reached(listener: Listener, { protocol, timeoutMs = 5000, signal, ...known }: Options = {}): Promise<Reach> {
  const endpoint = endpointAt(listener, protocol)
  return reach({ subject: subjectOf([endpoint], known), endpoint, listener, timeoutMs, signal })
}

/** What a server has heard, but for the farewell, which nobody waits for. */
function commands({ heard }: SmallSmtpServer): string[] {
  return heard.filter((line) => !line.includes('QUIT'))
}

describe('A server that can be spoken to', () => {
  test('is known by what it offers inside TLS', async () => {
    await using server = await smallSmtpServer({ tls: identity, extensions: ['SIZE 1000'] })
    expect(await reached(server)).toMatchObject({ capabilities: ['SIZE 1000'], tls: { maxVersion: 'TLSv1.2' } })
    expect(commands(server)).toEqual(['EHLO [127.0.0.1]', 'STARTTLS', '<EHLO [127.0.0.1]>'])
  })

  test('is known by what it offers in cleartext, where it has no STARTTLS', async () => {
    await using server = await smallSmtpServer({ extensions: ['PIPELINING'] })
    const known = await reached(server)
    expect(known.capabilities).toEqual(['PIPELINING'])
    expect(known.problem).toBeUndefined()
    expect(server.taken).toBe(1)
  })

  test('that has TLS 1.3 only is asked again with all versions', async () => {
    await using server = await smallSmtpServer({ tls: { ...identity, minVersion: 'TLSv1.3' }, extensions: ['SIZE 1'] })
    const known = await reached(server)
    expect(known.capabilities).toEqual(['SIZE 1'])
    expect(known.tls.maxVersion).toBeUndefined()
    expect(known.problem).toBeUndefined()
    expect(server.taken).toBe(2)
  })

  test('that has TLS 1.3 only and comes with TLS first is asked again, too', async () => {
    await using server = await smallSmtpServer({ tls: { ...identity, minVersion: 'TLSv1.3' }, implicitTls: true })
    const known = await reached(server, { protocol: 'submissions' })
    expect(known.problem).toBeUndefined()
    expect(known.tls.maxVersion).toBeUndefined()
  })

  test('that has old TLS only is reached, with what a modern client does not offer', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
    await using server = await smallSmtpServer({ tls: { ...identity, ...old }, extensions: ['SIZE 1'] })
    expect(await reached(server)).toMatchObject({ capabilities: ['SIZE 1'] })
    expect(server.heard).toContain('<EHLO [127.0.0.1]>')
  })

  test('whose TLS does not work is left to the checks that judge it', async () => {
    await using server = await smallSmtpServer({
      extensions: ['STARTTLS', 'SIZE 1'],
      answers: (line) => (line === 'STARTTLS' ? '454 not now' : undefined),
    })
    const known = await reached(server)
    expect(known.problem).toBeUndefined()
    expect(known.capabilities).toEqual(['STARTTLS', 'SIZE 1'])
    expect(known.tls.maxVersion).toBeUndefined()
  })

  test('that greets twice is left to the check that judges that', async () => {
    await using server = await smallSmtpServer({
      answers: (line) => (line.startsWith('EHLO') ? '220 again' : undefined),
    })
    const known = await reached(server)
    expect(known.capabilities).toEqual([])
    expect(known.problem).toBeUndefined()
  })

  test('is told our name for it and whom we trust', async () => {
    const { ca } = await serverIdentity()
    await using server = await smallSmtpServer({ tls: identity })
    expect((await reached(server, { trust: ca, serverName: 'localhost' })).tls).toMatchObject({
      ca,
      servername: 'localhost',
    })
  })
})

describe('The account', () => {
  const account = { user: 'user', password: 'right' }

  test('that is let in is no problem', async () => {
    await using server = await smallSmtpServer({ tls: identity, account })
    const known = await reached(server, { account })
    expect(known.loginProblem).toBeUndefined()
    expect(known.capabilities).toEqual(['AUTH PLAIN'])
    expect(commands(server).at(-1)).toMatch(/^<AUTH PLAIN /)
  })

  test('whose password is wrong is one, which does not show it', async () => {
    await using server = await smallSmtpServer({
      tls: identity,
      account,
      answers: (line) =>
        line.startsWith('AUTH') ? `535 no ${Buffer.from(line.slice(11), 'base64').toString('latin1')}` : undefined,
    })
    const known = await reached(server, { account: { user: 'user', password: 'wrong one' } })
    expect(known.loginProblem).toMatchObject({
      code: 'login-refused',
      text: 'expected user to be let in, found "535 no \\x00user\\x00<redacted>": check user and password',
    })
    expect(known.problem).toBeUndefined()
  })

  test('that we have no mechanism for is told as that', async () => {
    await using server = await smallSmtpServer({ tls: identity, extensions: ['AUTH SCRAM-SHA-1 CRAM-MD5'] })
    expect((await reached(server, { account })).loginProblem?.text).toMatch(
      /: it lists SCRAM-SHA-1, CRAM-MD5, and mailtls logs in by PLAIN or LOGIN$/,
    )
  })

  test('is never tried without TLS', async () => {
    await using server = await smallSmtpServer({ extensions: ['AUTH PLAIN'] })
    expect((await reached(server, { account })).loginProblem).toBeUndefined()
    expect(commands(server)).toEqual(['EHLO [127.0.0.1]'])
  })

  test('is not tried where there is no AUTH', async () => {
    await using server = await smallSmtpServer({ tls: identity })
    expect((await reached(server, { account })).loginProblem).toBeUndefined()
    expect(server.heard.join()).not.toContain('AUTH')
  })
})

describe.concurrent('A problem is', () => {
  test('a closed port', async () => {
    const { problem } = await reached(await closedPort())
    expect(problem).toMatchObject({ code: 'connection-refused', text: expect.stringContaining('the port is closed') })
  })

  test('a name that does not resolve', async () => {
    const { problem } = await reached({ host: 'mail.example.invalid', port: 25 })
    expect(problem?.code).toBe('unresolvable')
  })

  test('a server that says nothing', async () => {
    await using server = await listenWith(() => {})
    const { problem } = await reached(server, { timeoutMs: 150 })
    expect(problem).toEqual({ code: 'deadline', text: 'expected a greeting from smtp, found nothing within 150 ms' })
  })

  test('a server that says half a line, which is told', async () => {
    await using server = await listenWith((socket) => socket.write('220 half'))
    const { problem } = await reached(server, { timeoutMs: 1000 })
    expect(problem).toEqual({ code: 'deadline', text: 'no answer within 1000 ms after "S: 220 half"' })
  })

  test('a server that stops in the middle of its handshake, and how much of it came is told', async () => {
    await using server = await listenWith((socket) => {
      socket.once('data', () => socket.write(Buffer.from([22, 3, 3, 0x40, 0])))
    })
    const { problem } = await reached(server, { protocol: 'imaps', timeoutMs: 1000 })
    const text = 'no answer within 1000 ms after "C: <starts TLS>", though 5 bytes of TLS came'
    expect(problem).toEqual({ code: 'deadline', text })
  })

  test('a port of implicit TLS that says nothing', async () => {
    await using server = await listenWith(() => {})
    const { problem } = await reached(server, { protocol: 'imaps', timeoutMs: 150 })
    expect(problem).toEqual({ code: 'deadline', text: 'expected TLS from imaps, found nothing within 150 ms' })
    expect(server.taken).toBe(1)
  })

  test('a port where TLS comes first', async () => {
    await using server = await smallSmtpServer({ tls: identity, implicitTls: true })
    const { problem } = await reached(server, { timeoutMs: 1000 })
    expect(problem).toMatchObject({ code: 'deadline', text: expect.stringContaining('is it an implicit TLS port?') })
  })

  test('a port where TLS comes first and our ClientHello is answered by an alert', async () => {
    await using server = await listenWith((socket) => {
      socket.once('data', () => socket.end(Buffer.from([21, 3, 1, 0, 2, 2, 40])))
    })
    const { problem } = await reached(server, { timeoutMs: 1000 })
    expect(problem?.text).toContain('is it an implicit TLS port?')
  })

  test('a web server', async () => {
    await using server = await listenWith((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad \x1bRequest\r\nServer: x\r\n\r\n'))
    })
    const { problem } = await reached(server, { timeoutMs: 1000 })
    expect(problem?.text).toContain('it answers "HTTP/1.1 400 Bad \\x1bRequest": is it another protocol?')
  })

  test('a server of another protocol that speaks first', async () => {
    await using server = await listenWith((socket) => socket.write('* OK IMAP4rev1\r\n'))
    expect((await reached(server)).problem).toMatchObject({
      code: 'not-the-protocol',
      text: expect.stringContaining('* OK IMAP4rev1'),
    })
  })

  test('a server that goes away after EHLO', async () => {
    await using server = await listenWith((socket) => {
      socket.write('220 here\r\n')
      socket.once('data', () => socket.end())
    })
    expect((await reached(server)).problem?.code).toBe('ended')
  })

  test('an implicit TLS port that speaks plaintext', async () => {
    await using server = await smallSmtpServer()
    expect((await reached(server, { protocol: 'submissions' })).problem).toMatchObject({
      code: 'handshake-failed',
      text: expect.stringContaining('plaintext instead of TLS'),
    })
  })

  test('an interruption, for which no other reason is sought', async () => {
    const stop = new AbortController()
    await using server = await listenWith(() => stop.abort('Ctrl+C'))
    const { problem } = await reached(server, { signal: stop.signal })
    expect(problem?.code).toBe('interrupted')
    expect(server.taken).toBe(1)
  })
})

test('A server that hangs up on the first who asks is asked again', async () => {
  let connections = 0
  await using server = await listenWith((socket) => {
    connections++
    socket.write('220 ready\r\n')
    socket.on('data', (bytes) => {
      if (connections === 1) socket.destroy()
      else socket.write(String(bytes).startsWith('QUIT') ? '221 bye\r\n' : '250 hello\r\n')
    })
  })
  expect((await reached(server)).problem).toBeUndefined()
  expect(connections).toBe(2)
})
