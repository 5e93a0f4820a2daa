import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { connect, type ConnectOptions } from './connect.ts'
import { deadline } from './deadline.ts'
import { MailtlsError } from './errors.ts'
import { ImapClient } from './dialogue/imap-client.ts'
import { Pop3Client } from './dialogue/pop3-client.ts'
import { SmtpClient } from './dialogue/smtp-client.ts'
import type { Peer } from './peer.ts'
import { Recording } from './recording.ts'
import { type Listener, protocols } from './subject.ts'
import { folderForTests } from './testing/folders.ts'
import { serverIdentity } from './testing/identity.ts'
import { closedPort, listenWith } from './testing/listener.ts'
import { smallSmtpServer } from './testing/small-smtp-server.ts'
import type { ServerTls } from './wire/tls-session.ts'

const folder = folderForTests()
let identity: ServerTls
beforeAll(async () => {
  const { cert, key } = await serverIdentity()
  identity = { cert, key }
})

/** Connects to a listener, and closes all that was opened. */
async function connected(
  listener: Listener,
  { protocol = 'smtp', signal = new AbortController().signal, pauses = [1, 2] }: Partial<ConnectOptions> = {},
) {
  const opened: Peer[] = []
  const recording = new Recording()
  try {
    const dialogue = await connect(listener, { protocol, recording, signal, tls: {}, pauses }, (peer) =>
      opened.push(peer),
    )
    return { dialogue, opened, recording }
  } finally {
    for (const peer of opened) peer.close()
  }
}

test('A server that greets is connected to once', async () => {
  await using server = await smallSmtpServer()
  const { dialogue, opened } = await connected(server)
  expect(dialogue.greeting).toMatchObject({ code: 220 })
  expect(opened).toEqual([dialogue.peer])
  expect(server.taken).toBe(1)
})

describe('A dialogue', () => {
  const hello = { smtp: '220 here', imap: '* OK here', pop3: '+OK here' }

  test.each([
    ['smtp', SmtpClient, hello.smtp],
    ['submission', SmtpClient, hello.smtp],
    ['submissions', SmtpClient, hello.smtp],
    ['imap', ImapClient, hello.imap],
    ['imaps', ImapClient, hello.imap],
    ['pop3', Pop3Client, hello.pop3],
    ['pop3s', Pop3Client, hello.pop3],
  ] as const)('on %s is in its language, inside TLS where that comes first', async (protocol, Client, greeting) => {
    const { implicitTls } = protocols[protocol]
    await using server = await smallSmtpServer({ tls: identity, implicitTls, greeting: () => greeting })
    const { dialogue } = await connected(server, { protocol })
    expect(dialogue).toBeInstanceOf(Client)
    expect(`${dialogue.greeting}`).toBe(greeting)
    expect(dialogue.peer.tls !== undefined).toBe(implicitTls)
  })
})

describe('A limit of the server’s is waited for', () => {
  test.each([
    ['hangs up before its greeting', undefined],
    ['says 421', '421 too many'],
  ])('where it %s', async (_title, greeting) => {
    await using server = await smallSmtpServer({ greeting: (number) => (number < 3 ? greeting : '220 at last') })
    const { dialogue, opened } = await connected(server)
    expect(dialogue.greeting).toMatchObject({ texts: ['at last'] })
    expect(opened).toHaveLength(3)
  })

  test.each([
    ['imap', '* BYE too many', '* OK at last'],
    ['pop3', '-ERR [SYS/TEMP] too many', '+OK at last'],
  ] as const)('where it says so in the language of %s', async (protocol, busy, greeting) => {
    await using server = await smallSmtpServer({ greeting: (number) => (number < 3 ? busy : greeting) })
    const { dialogue, opened } = await connected(server, { protocol })
    expect(`${dialogue.greeting}`).toBe(greeting)
    expect(opened).toHaveLength(3)
  })

  test('where it resets the connection', async () => {
    await using server = await listenWith((socket, number) => {
      if (number === 1) socket.resetAndDestroy()
      else socket.write('220 at last\r\n')
    })
    expect((await connected(server)).dialogue.greeting).toMatchObject({ texts: ['at last'] })
  })

  test('where it hangs up before an implicit handshake', async () => {
    await using server = await smallSmtpServer({
      tls: identity,
      implicitTls: true,
      greeting: (number) => (number < 3 ? undefined : '220 at last'),
    })
    const { dialogue } = await connected(server, { protocol: 'submissions' })
    expect(dialogue.greeting).toMatchObject({ texts: ['at last'] })
    expect(dialogue.peer.tls).toBeDefined()
  })

  test('but not longer than the check may take: what the server did is told then', async () => {
    await using server = await smallSmtpServer({ greeting: () => undefined })
    using bound = deadline(2000)
    const trying = connected(server, { signal: bound.signal, pauses: [1, 60_000] })
    await expect(trying).rejects.toMatchObject({ code: 'closed-before-greeting' })
    expect(server.taken).toBe(2)
  })

  test('and not where the run is interrupted, which is told as such', async () => {
    const stop = new AbortController()
    await using server = await smallSmtpServer({ greeting: () => undefined })
    const trying = connected(server, { signal: stop.signal, pauses: [60_000] })
    setTimeout(() => stop.abort(new MailtlsError('interrupted', 'stop')), 50)
    await expect(trying).rejects.toMatchObject({ code: 'interrupted' })
  })
})

describe('It is given up in the end', () => {
  test.each([
    ['closed-before-greeting', 'smtp', undefined],
    ['busy', 'smtp', '421 too many'],
    ['busy', 'imap', '* BYE too many'],
    ['busy', 'pop3', '-ERR too many'],
  ] as const)('as %s, on %s', async (code, protocol, greeting) => {
    await using server = await smallSmtpServer({ greeting: () => greeting })
    await expect(connected(server, { protocol })).rejects.toMatchObject({ code })
    expect(server.taken).toBe(3)
  })

  test('as a failed handshake, where TLS comes first', async () => {
    await using server = await smallSmtpServer({ implicitTls: true, greeting: () => undefined })
    await expect(connected(server, { protocol: 'submissions' })).rejects.toMatchObject({
      reason: { code: 'handshake-failed', text: expect.stringContaining('closed') },
    })
    expect(server.taken).toBe(3)
  })
})

describe('What another try would not change is not tried again', () => {
  test('a closed port', async () => {
    await expect(connected(await closedPort())).rejects.toMatchObject({ code: 'connection-refused' })
  })

  test('another protocol', async () => {
    await using server = await smallSmtpServer({ greeting: () => '+OK POP3' })
    await expect(connected(server)).rejects.toMatchObject({ code: 'not-the-protocol' })
    expect(server.taken).toBe(1)
  })

  test('an implicit TLS port that speaks plaintext', async () => {
    await using server = await smallSmtpServer()
    await expect(connected(server, { protocol: 'submissions' })).rejects.toMatchObject({
      reason: { code: 'handshake-failed', text: expect.stringContaining('plaintext') },
    })
    expect(server.taken).toBe(1)
  })
})

test('TLS comes first where it is implicit', async () => {
  await using server = await smallSmtpServer({ tls: identity, implicitTls: true })
  const { dialogue, recording } = await connected(server, { protocol: 'submissions' })
  expect(dialogue.peer.tls?.version).toBe('TLSv1.3')
  expect(recording.dialogue()[0]).toBe('C: <starts TLS>')
})

test('A server that wants a certificate is not taken for one at its limit: in TLS 1.3 it says so behind the handshake', async () => {
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name))
  await Promise.all([writeFile(cert!, identity.cert as string), writeFile(key!, identity.key as string)])
  const args = ['s_server', '-accept', '127.0.0.1:0', '-cert', cert!, '-key', key!, '-Verify', '1', '-tls1_3']
  const server = spawn('openssl', args, { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    let said = ''
    server.stdout.on('data', (piece: Buffer) => (said += String(piece)))
    while (!/ACCEPT \S+:\d+\n/.test(said)) await once(server.stdout, 'data')
    const port = Number(/ACCEPT \S+:(\d+)/.exec(said)![1])
    await expect(connected({ host: '127.0.0.1', port }, { protocol: 'submissions' })).rejects.toThrow(
      'no session on an implicit TLS port: alert: ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    )
  } finally {
    server.kill()
  }
})
