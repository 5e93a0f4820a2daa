import { createServer as createHttpServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo, Server, Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { describe, test } from 'vitest'
import { serverIdentity } from '../harness/testing/identity.ts'
import { closedPort, listenWith } from '../harness/testing/listener.ts'
import { startReference } from '../servers/reference/start.ts'
import { mailtls } from './testing/run-cli.ts'

/** Certifies what listens on a port of this machine, as a URL of the protocol; ports are masked in what it says. */
async function certify(port: number, { protocol = 'smtp', timeout = '5000', args = [] as string[], env = {} } = {}) {
  const url = `${protocol}://127.0.0.1:${port}`
  const { exitCode, stdout, stderr } = await mailtls(['certify', url, '--timeout', timeout, ...args], { env })
  return { exitCode, stdout, stderr: stderr.replaceAll(String(port), 'PORT') }
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function alone(stderr: string) {
  return { exitCode: 2, stdout: '', stderr: `mailtls: ${stderr}\n` }
}

describe.concurrent('A server that cannot be spoken to ends with 2 and one line, and no table', () => {
  test('a closed port', async ({ expect }) => {
    const { port } = await closedPort()
    expect(await certify(port)).toEqual(
      alone('smtp://127.0.0.1:PORT: expected a server at 127.0.0.1:PORT, but the port is closed'),
    )
  })

  test('a closed port where TLS comes first', async ({ expect }) => {
    const { port } = await closedPort()
    expect(await certify(port, { protocol: 'submissions' })).toEqual(
      alone('submissions://127.0.0.1:PORT: expected a server at 127.0.0.1:PORT, but the port is closed'),
    )
  })

  test('a name that does not resolve', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await mailtls(['certify', 'smtp://mail.invalid'])
    expect({ exitCode, stdout, stderr: stderr.replace(/EAI_AGAIN/, 'ENOTFOUND') }).toEqual(
      alone('smtp://mail.invalid:25: expected a host, but the name mail.invalid does not resolve (ENOTFOUND)'),
    )
  })

  test('a peer that closes at once', async ({ expect }) => {
    await using peer = await listenWith((socket) => socket.end())
    expect(await certify(peer.port)).toEqual(
      alone('smtp://127.0.0.1:PORT: expected a greeting, but the server closed the connection'),
    )
  })

  test('a peer that never speaks', async ({ expect }) => {
    await using peer = await listenWith(() => {})
    expect(await certify(peer.port, { timeout: '300' })).toEqual(
      alone('expected a greeting from smtp://127.0.0.1:PORT, found nothing within 300 ms'),
    )
  })

  test('a web server', async ({ expect }) => {
    const server = createHttpServer()
    const port = await listening(server)
    expect(await certify(port, { timeout: '2000' })).toEqual(
      alone(
        'expected a greeting from smtp://127.0.0.1:PORT, found nothing within 2000 ms; to a ClientHello it answers "HTTP/1.1 400 Bad Request": is it another protocol?',
      ),
    )
    server.close()
  })

  test('a port where TLS comes first', async ({ expect }) => {
    const open = new Set<Socket>()
    const server = createTlsServer(await serverIdentity()).on('connection', (socket: Socket) => open.add(socket))
    const port = await listening(server)
    expect(await certify(port, { timeout: '2000' })).toEqual(
      alone(
        'expected a greeting from smtp://127.0.0.1:PORT, found nothing within 2000 ms; the port speaks TLS at once: is it an implicit TLS port?',
      ),
    )
    for (const socket of open) socket.destroy()
    server.close()
  })

  test.for([
    ['smtp', 'an SMTP reply such as "220 ready"'],
    ['imap', 'an IMAP response such as "* OK ready"'],
    ['pop3', 'a POP3 response such as "+OK ready"'],
  ])('a server of another protocol than %s', async ([protocol, expected], { expect }) => {
    await using peer = await listenWith((socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n'))
    expect(await certify(peer.port, { protocol })).toEqual(
      alone(`${protocol}://127.0.0.1:PORT: expected ${expected}, found "SSH-2.0-OpenSSH_9.2"`),
    )
  })
})

describe.concurrent('A server of which something is wrong is judged all the same', () => {
  test('a wrong password ends with 2, one line and a report', async ({ expect }) => {
    await using server = await startReference({ protocols: ['submission'], setUps: ['default'] })
    const args = ['--user', 'test', '--password-env', 'PASSWORD', '--check', 'rfc3207/server/starttls-works']
    const { port } = server.endpoints[0]!.listeners.default!
    const { exitCode, stdout, stderr } = await certify(port, {
      protocol: 'submission',
      args,
      env: { PASSWORD: 'wrong-horse' },
    })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr:
        'mailtls: submission://127.0.0.1:PORT: expected test to be let in, found "535 5.7.8 Authentication credentials invalid": check user and password\n',
    })
    expect(stdout).toContain('✓ 1 passed')
    expect(stdout).not.toContain('wrong-horse')
  })

  test('one closed port of two is told beside the report of the other', async ({ expect }) => {
    await using server = await startReference({ protocols: ['smtp'], setUps: ['default'] })
    const { port } = await closedPort()
    const url = `smtp://127.0.0.1:${server.endpoints[0]!.listeners.default!.port}`
    const ended = await mailtls(['certify', url, `submission://127.0.0.1:${port}`, '--suite', 'rfc3207'])
    expect(ended.stderr).toBe(
      `mailtls: submission://127.0.0.1:${port}: expected a server at 127.0.0.1:${port}, but the port is closed\n`,
    )
    expect(ended.exitCode).toBe(2)
    expect(ended.stdout).toMatch(/^checks .*✓ [1-9]\d passed/m)
  })
})
