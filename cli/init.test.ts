import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import { closedPort, listenWith } from '../harness/testing/listener.ts'
import { serverIdentity } from '../harness/testing/identity.ts'
import { smallSmtpServer } from '../harness/testing/small-smtp-server.ts'
import type { Subject } from '../harness/subject.ts'
import { account } from '../servers/account.ts'
import { startReference } from '../servers/reference/start.ts'
import { readConfig } from './config/read-config.ts'
import { reportSchema } from './reports/report-schema.ts'
import { mailtls, start } from './testing/run-cli.ts'

const emptyFolder = foldersForTests()

/** A folder of its own, with what a test puts there. */
function newFolder(files: Record<string, string> = {}): string {
  const path = emptyFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

const portsOf = ({ endpoints }: Pick<Subject, 'endpoints'>) =>
  endpoints.flatMap(({ protocol, listeners }) => ['--port', `${protocol}=${listeners.default!.port}`])

describe.concurrent('mailtls init', () => {
  test('writes a configuration that certify takes as it is, and whose claims hold', async ({ expect }) => {
    await using server = await startReference({ setUps: ['default'] })
    const cwd = newFolder({ 'ca.pem': server.trust! })
    const host = ['--ca', 'ca.pem', '--server-name', server.serverName!]
    const { exitCode, stdout, stderr } = await mailtls(['init', 'localhost', ...portsOf(server), ...host], { cwd })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const urls = server.endpoints.map(({ protocol, listeners }) => `${protocol}://localhost:${listeners.default!.port}`)
    for (const url of urls) {
      expect(stdout).toMatch(new RegExp(`✓ ${url} .*TLSv1.2 TLSv1.3, certificate trusted, logins by PLAIN`))
    }
    const config = readConfig(join(cwd, 'mailtls.yaml'))
    expect(config.endpoints.map(({ name }) => name)).toEqual(urls)
    expect(config.claims?.endpoints?.[urls[1]!]).toEqual({
      beforeTls: ['STARTTLS'],
      insideTls: ['AUTH PLAIN'],
      tls: ['TLSv1.2', 'TLSv1.3'],
    })

    const plan = await mailtls(['certify', '--dry-run'], { cwd })
    expect({ exitCode: plan.exitCode, stderr: plan.stderr }).toEqual({ exitCode: 0, stderr: '' })
    const ended = await mailtls(['certify', '--suite', 'rfc3207', '--reporter', 'json'], { cwd })
    expect(ended.stderr).toBe('')
    const { findings, claims, checks } = reportSchema.parse(JSON.parse(ended.stdout))
    expect(findings).toEqual([])
    expect(claims?.filter(({ verdict }) => verdict === 'pass')).toHaveLength(7 + 7 + 4)
    expect(checks.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(40)
  })

  test('takes every suggestion in its comments, once what is missing is filled in', async ({ expect }) => {
    await using server = await startReference({ protocols: ['submission'], setUps: ['default'] })
    const operator = ['--domain', 'example.org', '--resolver', '127.0.0.1:5353', '--output', '-']
    const { stdout } = await mailtls(['init', '127.0.0.1', ...portsOf(server), ...operator])
    const suggested = stdout
      .replaceAll(/^( *)#(?! \S)/gm, '$1')
      .replaceAll('PORT', '4711')
      .replaceAll("yes or no, source: ''", 'yes, source: manual')
    process.env.PASSWORD = 'hush'
    const pem = server.clientCertificates!.accepted
    const cwd = newFolder({
      'mailtls.yaml': suggested,
      'ca.pem': server.trust!,
      'client.pem': pem.cert,
      'client-key.pem': pem.key,
    })
    const config = readConfig(join(cwd, 'mailtls.yaml'))
    expect(Object.keys(config.endpoints[0]!.listeners).length).toBeGreaterThan(5)
    expect(config).toMatchObject({
      account: { user: 'test' },
      mailbox: 'test@example.org',
      operator: { domain: 'example.org' },
      allow: ['cleartext-password', 'failed-logins', 'sends-mail', 'relay-attempt'],
      claims: { requirements: { 'rfc8314-4-12': 'yes' } },
    })
    expect(Object.keys(config.declared!)).toContain('rfc8314-4-2')
    expect(config.keys).toEqual(expect.arrayContaining(['serverName', 'trust', 'clientCertificates', 'setUps']))
  })

  test('says what is not there, and what is wrong with a certificate, and never logs in', async ({ expect }) => {
    const { cert, key } = await serverIdentity()
    await using server = await smallSmtpServer({ tls: { cert, key }, account })
    const { port: closed } = await closedPort()
    const ports = ['--port', `submission=${server.port}`, '--port', `imap=${closed}`]
    const { exitCode, stdout } = await mailtls(['init', '127.0.0.1', ...ports, '--output', '-'])
    expect(exitCode).toBe(0)
    expect(stdout).toContain(
      `  - submission://127.0.0.1:${server.port}\n    # STARTTLS, TLSv1.2 TLSv1.3, certificate not trusted`,
    )
    expect(stdout).toMatch(/^# The certificate of submission:[^(]+ \(DNS:localhost,[^)]+\) is not trusted: [A-Z_]+\.$/m)
    expect(stdout).toMatch(/^ {2}# - imap:\/\/127.0.0.1:\d+ {3}expected a server at .*, but the port is closed$/m)
    expect(server.heard.join('\n')).not.toMatch(/AUTH/)
  })

  test('keeps what a server says within comments', async ({ expect }) => {
    const hostile = 'AUTH PLAIN \u0085allow:\u2028- all\u001b[31m X'
    await using server = await smallSmtpServer({ extensions: [hostile] })
    await using other = await listenWith((socket) => socket.write('220\u0007 \u001b]0;x\u0007\nallow: all\r\n'))
    const ports = ['--port', `smtp=${server.port}`, '--port', `submission=${other.port}`]
    const cwd = newFolder()
    expect((await mailtls(['init', '127.0.0.1', ...ports], { cwd })).exitCode).toBe(0)
    const text = readFileSync(join(cwd, 'mailtls.yaml'), 'utf8')
    expect(text).not.toMatch(/[^\P{C}\n]/u)
    expect(readConfig(join(cwd, 'mailtls.yaml')).allow).toEqual([])
  })

  test('overwrites nothing unless it is told to, and names the schema to editors where it is installed', async ({
    expect,
  }) => {
    await using server = await startReference({ protocols: ['pop3s'], setUps: ['default'], operator: false })
    const cwd = newFolder({ 'mailtls.yaml': 'mine' })
    const args = ['init', '127.0.0.1', ...portsOf(server)]
    const refused = await mailtls(args, { cwd })
    expect(refused).toEqual({
      exitCode: 64,
      stdout: '',
      stderr: 'mailtls: expected no file at mailtls.yaml: --force overwrites it, --output names another one\n',
    })
    expect(readFileSync(join(cwd, 'mailtls.yaml'), 'utf8')).toBe('mine')
    const schema = join('node_modules', 'mailtls', 'docs')
    mkdirSync(join(cwd, schema), { recursive: true })
    writeFileSync(join(cwd, schema, 'mailtls.schema.json'), '{}')
    const forced = await mailtls([...args, '--force', '--reporter', 'json'], { cwd })
    const url = `pop3s://127.0.0.1:${server.endpoints[0]!.listeners.default!.port}`
    expect(JSON.parse(forced.stdout)).toEqual({
      schema: 'mailtls/init/1',
      file: 'mailtls.yaml',
      endpoints: [{ endpoint: url, answers: true, tls: ['TLSv1.2', 'TLSv1.3'], trusted: false }],
    })
    expect(readConfig(join(cwd, 'mailtls.yaml')).endpoints[0]!.name).toBe(url)
    const [first] = readFileSync(join(cwd, 'mailtls.yaml'), 'utf8').split('\n')
    expect(first).toBe(`# yaml-language-server: $schema=${schema}/mailtls.schema.json`)
  })

  test('ends with 2 where nothing answers, and writes nothing', async ({ expect }) => {
    const [{ port }, { port: other }] = [await closedPort(), await closedPort()]
    const args = ['init', '127.0.0.1', '--port', `smtp=${port}`, '--port', `imaps=${other}`, '--output', 'x.yaml']
    const cwd = newFolder()
    const { exitCode, stdout, stderr } = await mailtls(args, { cwd })
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toBe(
      `mailtls: expected a mail server that answers at 127.0.0.1, found none
  smtp://127.0.0.1:${port}: expected a server at 127.0.0.1:${port}, but the port is closed
  imaps://127.0.0.1:${other}: expected a server at 127.0.0.1:${other}, but the port is closed
`,
    )
    expect(() => readFileSync(join(cwd, 'x.yaml'))).toThrow('ENOENT')
  })

  test('can be interrupted, and writes nothing then', async ({ expect }) => {
    const { promise: taken, resolve } = Promise.withResolvers<void>()
    await using silent = await listenWith(() => resolve())
    const cwd = newFolder()
    const running = start(['init', '127.0.0.1', '--port', `smtp=${silent.port}`, '--timeout', '60000'], { cwd })
    await taken
    running.child.kill('SIGINT')
    expect(await running.ended).toEqual({
      exitCode: 130,
      stdout: '',
      stderr: 'mailtls: interrupted before anything was written\n',
    })
    expect(() => readFileSync(join(cwd, 'mailtls.yaml'))).toThrow('ENOENT')
  })

  test('looks for the servers of a domain in DNS, where no host is named', async ({ expect }) => {
    await using server = await startReference({ protocols: ['imaps'], setUps: ['default'] })
    const { domain, resolver } = server.operator!
    const args = ['init', '--domain', domain!, '--resolver', `127.0.0.1:${resolver!.port}`, '--output', '-']
    const { exitCode, stderr } = await mailtls(args)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/^ {2}imaps:\/\/mail\.example\.org:\d+: expected a host, but the name .* does not resolve/m)
  })

  test.for([
    [['init'], 'expected a host such as mail.example.org, or --domain, found none'],
    [['init', 'imap://a'], 'expected a host such as mail.example.org, found "imap://a": certify takes URLs'],
    [['init', 'a b'], 'expected a host such as mail.example.org, found "a b"'],
    [['init', 'a', '--port', '25'], 'expected PROTOCOL=PORT for --port, such as submission=587, found "25"'],
    [['init', 'a', '--port', 'imps=1'], 'expected a protocol, found "imps": did you mean imaps?'],
    [['init', '--domain', 'a.org', '--port', 'imap=1'], 'expected a host together with --port'],
    [
      ['init', 'a', '--resolver', '192.0.2.1'],
      'expected --domain with --resolver: the mail domain that it is asked about',
    ],
    [
      ['init', 'a', '--output', '-', '--reporter', 'json'],
      'expected --output FILE with --reporter json: stdout has room for one',
    ],
  ] as const)('%j is wrong usage', async ([args, told], { expect }) => {
    expect(await mailtls([...args])).toEqual({ exitCode: 64, stdout: '', stderr: `mailtls: ${told}\n` })
  })
})
