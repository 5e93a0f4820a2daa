import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import { startDnsServer } from '../harness/dns/dns-server.ts'
import { closedPort } from '../harness/testing/listener.ts'
import { urlOf } from '../harness/subject.ts'
import { startReference } from '../servers/reference/start.ts'
import { readConfig } from './config/read-config.ts'
import { mailtls } from './testing/run-cli.ts'
import { reportSchema } from './reports/report-schema.ts'

const newFolder = foldersForTests()

/** The reference with its DNS, a file with its authority, and the options that name its operator. */
async function running() {
  const subject = await startReference({ setUps: ['default'] })
  const folder = newFolder()
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, subject.trust!)
  const { host, port } = subject.operator!.resolver!
  const resolver = `${host}:${port}`
  return {
    folder,
    resolver,
    options: ['--domain', 'example.org', '--resolver', resolver, '--ca', ca],
    urls: subject.endpoints.map(({ protocol, listeners }) => urlOf(protocol, listeners.default!)),
    [Symbol.asyncDispose]: () => subject[Symbol.asyncDispose](),
  }
}

async function report(args: readonly string[], cwd?: string) {
  const { stdout, stderr } = await mailtls(['certify', '--reporter', 'json', ...args], { cwd })
  return { stderr, ...reportSchema.parse(JSON.parse(stdout)) }
}

describe('mailtls certify --domain', { timeout: 30_000 }, () => {
  test('judges the operator alone, by the servers that DNS names', async () => {
    await using server = await running()
    const { subject, checks, requirements, stderr } = await report(server.options)
    expect(stderr).toBe('')
    expect(subject).toMatchObject({
      name: 'example.org',
      endpoints: [{ name: 'example.org', role: 'operator', setUps: {} }],
    })
    expect(new Set(checks.map(({ endpoint, role }) => `${endpoint} ${role}`))).toEqual(
      new Set(['example.org operator']),
    )
    const open = checks.filter(({ verdict }) => verdict !== 'pass').map(({ id, verdict }) => [id, verdict])
    // DNS names port 25 for other servers only
    expect(open).toEqual([['rfc8314/operator/submission-on-port-25', 'inconclusive']])
    expect(requirements.find(({ id }) => id === 'rfc8314-4.4-1')).toMatchObject({
      verdict: 'pass',
      byEndpoint: [{ endpoint: 'example.org', role: 'operator' }],
    })
    expect(checks[0]!.replay).toBe(`mailtls certify ${server.options.join(' ')} --check ${checks[0]!.id}`)
  })

  test('judges servers and their operator in one run', async () => {
    await using server = await running()
    const args = [...server.urls, ...server.options, '--server-name', 'mail.example.org', '--suite', 'rfc8314']
    const { subject, checks } = await report(args)
    expect(subject.endpoints.map(({ role }) => role)).toContain('operator')
    const operator = checks.filter(({ role }) => role === 'operator')
    expect(operator.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
    // the servers that were named are what it is judged by
    const { dialogue } = operator.find(({ id }) => id.endsWith('/certificates-valid'))!
    expect(dialogue.filter((line) => line.includes('connects to'))).toHaveLength(6)
    expect(dialogue[0]).toMatch(/^C: <connects to [a-z3]+:\/\/localhost:/)
  })

  test('shows the operator in the terminal, and what has to be provided', async () => {
    await using server = await running()
    const { exitCode, stdout } = await mailtls(['certify', ...server.options])
    expect(exitCode).toBe(2)
    expect(stdout).toMatch(/^example\.org: undecided\n/)
    expect(stdout).toMatch(/✓ rfc8314-4\.5\.4-2 +MUST NOT/)
    expect(stdout).toContain(
      'answer under declared in mailtls.yaml, with a source: rfc8314-4-2, rfc8314-4-3, rfc8314-4-11',
    )
  })

  test('tells with --dry-run what it would ask and whom it would meet', async () => {
    const { exitCode, stdout } = await mailtls(['certify', '--domain', 'example.org', '--dry-run'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^example\.org: \d+ checks would run, 1 would not; nothing was contacted/)
    expect(stdout).toContain(
      '  questions to DNS about example.org, and a hello to each server that its SRV records name\n',
    )
  })

  test('does not take ./mailtls.yaml for its own, unless that is named', async () => {
    await using server = await running()
    await writeFile(join(server.folder, 'mailtls.yaml'), `endpoints: ['${server.urls[0]}']\n`)
    const alone = await report(server.options, server.folder)
    expect(alone.subject.endpoints.map(({ role }) => role)).toEqual(['operator'])
    const both = await report([...server.options, '--config', 'mailtls.yaml', '--suite', 'rfc8314'], server.folder)
    expect(both.subject.endpoints.map(({ role }) => role)).toEqual(['smtp-server', 'operator'])
  })

  test('reads domain and resolver from mailtls.yaml', async () => {
    await using server = await running()
    const text = `domain: Example.org\nresolver: '${server.resolver}'\ntrust: ca.pem\n`
    await writeFile(join(server.folder, 'mailtls.yaml'), text)
    const { checks } = await report(['--check', 'rfc8314/operator/tlsa-published'], server.folder)
    expect(checks.map(({ endpoint, verdict }) => [endpoint, verdict])).toEqual([['example.org', 'pass']])
  })
})

describe('DNS that says nothing of use ends with 2 and one line that says what to do', { timeout: 30_000 }, () => {
  const certify = (args: readonly string[]) => mailtls(['certify', '--domain', 'example.org', ...args])

  test('a resolver that is not there', async () => {
    const { port } = await closedPort()
    expect(await certify(['--resolver', `127.0.0.1:${port}`])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `mailtls: example.org: expected a server at 127.0.0.1:${port}, but the port is closed; is that a resolver that answers this machine? --resolver names another one\n`,
    })
  })

  test.for([
    ['silent', /found none within 2250 ms; is that a resolver/],
    ['servfail', /found SERVFAIL; .*; is that a resolver/],
    ['garbage', /expected a DNS message, .*; is that a resolver/],
    ['loops', /expected an end of the aliases of .*; is that a resolver/],
  ] as const)('a resolver that misbehaves: %s', async ([misbehaves, text]) => {
    await using dns = await startDnsServer({
      zones: [{ origin: 'example.org', signed: true, records: [], misbehaves }],
    })
    const { exitCode, stdout, stderr } = await certify(['--resolver', `${dns.host}:${dns.port}`])
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(text)])
  })

  test('a domain without any server', async () => {
    await using dns = await startDnsServer({ zones: [{ origin: '.', signed: true, records: [] }] })
    const { exitCode, stdout, stderr } = await certify(['--resolver', `${dns.host}:${dns.port}`])
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '' })
    expect(stdout).toContain('no SRV record names one: name them by URLs such as')
    expect(stdout).not.toContain('✗')
  })
})

describe('mailtls.yaml', () => {
  async function read(text: string) {
    const file = join(newFolder(), 'mailtls.yaml')
    await writeFile(file, text)
    return readConfig(file).operator
  }

  test.for([
    ['domain: example.org', { name: 'example.org', domain: 'example.org' }],
    [
      "domain: example.org\nresolver: '[::1]:5353'",
      { name: 'example.org', domain: 'example.org', resolver: { host: '::1', port: 5353 } },
    ],
    ['endpoints: [imaps://mail.example.org]\noperator: true', { name: 'operator' }],
    ['endpoints: [imaps://mail.example.org]', undefined],
  ] as const)('names the operator: %s', async ([text, operator]) => expect(await read(text)).toEqual(operator))

  test.for([
    [
      'mailbox: me@example.org\ndomain: me@example.org',
      'mailtls.yaml:2:9: expected a mail domain such as example.org for domain',
    ],
    ['domain: example.org\nresolver: dns.example', 'mailtls.yaml:2:11: expected the address of a resolver'],
    ['resolver: 192.0.2.53', 'mailtls.yaml:1:11: expected domain with resolver'],
    ['operator: false', 'mailtls.yaml:1:11: operator: expected true'],
    ['domian: example.org', 'mailtls.yaml:1:1: unknown key "domian": did you mean domain?'],
  ])('refuses %s', async ([text, told]) => await expect(read(text!)).rejects.toThrow(told))
})
