import { once } from 'node:events'
import net from 'node:net'
import tls from 'node:tls'
import { describe, expect, test } from 'vitest'
import { createAuthority } from '../../certs/authority.ts'
import { clients } from '../../clients/catalogue.ts'
import type { ServerRequest } from '../../harness/client.ts'
import { servers } from '../../servers/catalogue.ts'
import { certificate } from './certificate.ts'
import { listBugs } from './bugs.ts'
import { clientNames, serverNames } from './names.ts'
import { startClient } from './start-client.ts'
import { startServer } from './start-server.ts'

test('The names that types know are those of the catalogues', () => {
  expect(serverNames).toEqual(servers.map(({ name }) => name))
  expect(clientNames).toEqual(['reference', ...clients.map(({ name }) => name)])
})

describe('A server for tests', () => {
  test('serves until it is disposed of', async () => {
    const server = await startServer('reference', { protocols: ['submission'], setUps: ['default'] })
    const { port, host } = server.endpoint()
    expect(server.endpoints).toEqual([
      { protocol: 'submission', setUp: 'default', host: 'localhost', port, url: `submission://localhost:${port}` },
    ])
    const socket = net.connect(port, host)
    const [greeting] = (await once(socket.setEncoding('utf8'), 'data')) as [string]
    expect(greeting).toMatch(/^220 /)
    socket.destroy()
    await server[Symbol.asyncDispose]()
    await expect(once(net.connect(port, host), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('shows the certificate that is asked for, of the authority that is given', async () => {
    const authority = await createAuthority()
    await using server = await startServer('reference', { protocols: ['imaps'], certificate: 'expired', authority })
    expect(server.trust).toBe(authority.certificate)
    const { port } = server.endpoint('imaps')
    const socket = tls.connect({ port, host: 'localhost', ca: server.trust, servername: server.serverName })
    await expect(once(socket, 'secureConnect')).rejects.toMatchObject({ code: 'CERT_HAS_EXPIRED' })
  })

  test('with a bug has it where it shows, and the other endpoints beside it', async () => {
    await using server = await startServer({ bug: 'obeys-injected-lines-on-imap' })
    expect(server.endpoint()).toEqual(server.endpoint('imap', 'default'))
    expect(server.endpoints.map(({ protocol }) => protocol)).toContain('submissions')
    await using required = await startServer({ bug: 'mx-requires-tls' }, { dns: false })
    expect(required.endpoint()).toMatchObject({ protocol: 'smtp', setUp: 'public-mx' })
    expect(required.endpoint('pop3')).toMatchObject({ setUp: 'default' })
    expect(required.resolver).toBeUndefined()
  })

  test.for([
    [() => startServer('postfx' as 'postfix'), 'expected a server, found "postfx": did you mean postfix?'],
    [
      () => startServer({ bug: 'obeys-injected-line' }),
      'expected a bug of servers, found "obeys-injected-line": did you mean obeys-injected-lines?',
    ],
    [
      () => startServer('reference', { protocols: ['imaps'], setUps: ['tls-required'] }),
      'expected protocols and set-ups that reference has, found none of them',
    ],
    [
      () => startServer('reference', { protocols: ['imapss' as 'imaps'] }),
      'expected a protocol, found "imapss": did you mean imaps?',
    ],
    [
      () => startServer('postfix', { setUps: ['tls-requird' as 'tls-required'] }),
      'expected a set-up, found "tls-requird": did you mean tls-required?',
    ],
    [
      () => startServer('reference', { certificate: 'expird' as 'expired' }),
      'expected a kind of certificate, found "expird": did you mean expired?',
    ],
    [
      () => startServer('postfix', { port: 25 } as object),
      'expected port together with the reference: postfix is set up already',
    ],
  ] as const)('is not had where what is asked for is not there (%#)', async ([start, message]) => {
    await expect(start()).rejects.toMatchObject({ name: 'MailtlsError', code: 'usage', message })
  })

  test('says which endpoints there are where another is asked for', async () => {
    await using server = await startServer('reference', { protocols: ['smtp', 'imaps'] })
    expect(() => server.endpoint('pop3')).toThrow('expected a protocol that is there (smtp, imaps), found pop3')
    expect(() => server.endpoint('imaps', 'tls-required')).toThrow(
      'expected a set-up of imaps that is there (default, client-certificates), found tls-required',
    )
  })
})

describe('A client for tests', () => {
  test('submits and fetches, and trusts what it is told to trust', async () => {
    await using server = await startServer('reference', { setUps: ['default'] })
    await using client = await startClient('reference')
    expect(await client.submit(server.endpoint('submissions'), server)).toMatchObject({ success: true, exitCode: 0 })
    expect(await client.submit(server.endpoint('smtp'), server)).toMatchObject({ success: true })
    expect((await client.fetch(server.endpoint('pop3').url, server)).output).toContain('2 messages')
    const { ca } = await certificate()
    expect(await client.fetch(server.endpoint('imap'), { ...server, trust: ca })).toMatchObject({ success: false })
  })

  test('may be a function or a command of one’s own', async () => {
    await using server = await startServer('reference', { protocols: ['submission'], setUps: ['default'] })
    const { port } = server.endpoint()
    const asked: ServerRequest[] = []
    await using own = await startClient({
      speaks: { smtp: ['starttls-required'] },
      async perform(request) {
        asked.push(request as ServerRequest)
        return { exitCode: 0, success: true, output: '' }
      },
    })
    expect(await own.submit(server.endpoint(), server)).toMatchObject({ success: true })
    expect(asked).toMatchObject([
      { port, host: 'localhost', user: 'test', mode: 'starttls-required', to: 'mailbox@example.org' },
    ])
    await using command = await startClient({ command: "node -e 'console.log(process.argv[1])' {port}" })
    expect(await command.submit(server.endpoint(), server)).toMatchObject({ success: true, output: `${port}\n` })
  })

  test('is ended when its time is up', async () => {
    await using client = await startClient({ command: "node -e 'setTimeout(() => {}, 60000)' {port}" })
    const errand = { account: { user: 'me', password: 'x' }, trust: '', timeoutMs: 300 }
    expect(await client.submit('submission://localhost:1', errand)).toMatchObject({ success: false, ended: 'by-us' })
  })

  test.for([
    [
      { bug: 'starts-tls-behind-45' },
      'expected a bug of clients, found "starts-tls-behind-45": did you mean starts-tls-behind-454?',
    ],
    ['curlx', 'expected a client, found "curlx": did you mean curl?'],
    [{ command: 'nonesuch {port}' }, 'expected a command for command, but nonesuch cannot be run (ENOENT)'],
    [{ command: 'node' }, 'expected {port} in command: the client has to be told where to connect'],
  ] as const)('is not had where what is asked for is not there (%#)', async ([choice, message]) => {
    await expect(startClient(choice as 'curl')).rejects.toMatchObject({ code: 'usage', message })
  })

  test('says what it can do where it is asked for something else', async () => {
    await using client = await startClient({ command: 'node {port}' })
    const errand = { account: { user: 'me', password: 'x' }, trust: '' }
    await expect(client.submit('submissions://localhost', errand)).rejects.toThrow(
      'expected a client that can submit by submissions in the mode implicit: node can do so by starttls-required',
    )
    await expect(client.fetch('imap://localhost', errand)).rejects.toThrow(': node cannot do so')
    await expect(client.submit('imap://localhost', errand)).rejects.toThrow(
      'expected an SMTP endpoint to submit, found imap',
    )
  })
})

test('Bugs and variants are listed by the names that start them', async () => {
  const all = await listBugs()
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(all).toContainEqual({
    name: 'obeys-injected-lines',
    kind: 'bug',
    of: 'server',
    place: 'smtp',
    setUp: 'default',
    violates: ['rfc3207-4.2-1'],
  })
})
