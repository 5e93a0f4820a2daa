import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { folderForTests } from '../harness/testing/folders.ts'
import { listenWith } from '../harness/testing/listener.ts'
import type { DryRun } from './dry-run.ts'
import { reportSchema } from './reports/report-schema.ts'
import { mailtls, start } from './testing/run-cli.ts'

const vendor = `'${process.execPath}' '${join(import.meta.dirname, 'testing/vendor-client.ts')}'`
const words = '{port} {user} {password} {ca} {message}'
const check = 'rfc3207/client/ehlo-first-inside-tls'

const folder = folderForTests()

function certify(command: string, ...more: string[]): string[] {
  return ['certify', '--client-command', command, '--check', check, '--reporter', 'json', ...more]
}

function report(stdout: string) {
  return reportSchema.parse(JSON.parse(stdout))
}

describe.concurrent('mailtls certify --client-command', () => {
  test('starts the command and judges it by what it does on the wire', async ({ expect }) => {
    const { stdout, stderr } = await mailtls(certify(`${vendor} ${words}`, '--client-mode', 'starttls-required'))
    expect(stderr).toBe('')
    const { subject, checks } = report(stdout)
    expect(subject).toMatchObject({ name: `${vendor} ${words}`, endpoints: [{ name: 'submission', role: 'mua' }] })
    expect(checks).toMatchObject([{ id: check, role: 'mua', endpoint: 'submission', verdict: 'pass' }])
    const command = `'${`${vendor} ${words}`.replaceAll("'", String.raw`'\''`)}'`
    expect(checks[0]!.replay).toBe(
      `mailtls certify --client-command ${command} --client-mode starttls-required --check ${check}`,
    )
  })

  test('judges a relay by the clauses for relays', async ({ expect }) => {
    const { stdout } = await mailtls(certify(`${vendor} ${words}`, '--client-role', 'smtp-client'))
    const { checks } = report(stdout)
    expect(checks).toMatchObject([{ id: check, role: 'smtp-client', endpoint: 'smtp', verdict: 'pass' }])
  })

  test('tells of a command that is not there, or may not be executed, in one line', async ({ expect }) => {
    const command = (file: string) => certify(`'${file}' {port}`)
    const refused = (file: string, code: string) => ({
      exitCode: 64,
      stdout: '',
      stderr: `mailtls: expected a command for --client-command, but ${file} cannot be run (${code})\n`,
    })
    expect(await mailtls(command('./nonesuch'))).toEqual(refused('./nonesuch', 'ENOENT'))
    expect(await mailtls(command('mailtls-nonesuch'))).toEqual(refused('mailtls-nonesuch', 'ENOENT'))
    expect(await mailtls(command(import.meta.filename))).toEqual(refused(import.meta.filename, 'EACCES'))
  })

  test('tells how a client ended that never connected, and what it said last', async ({ expect }) => {
    const { exitCode, stdout } = await mailtls(certify(`sh -c 'echo no licence >&2; exit 7' {port}`))
    const [result] = report(stdout).checks
    expect({ exitCode, verdict: result!.verdict }).toEqual({ exitCode: 2, verdict: 'inconclusive' })
    expect(result!.reason?.text).toMatch(/never connected.*exit code 7.*no licence/s)
  })

  test('ends a client that hangs, with all that it started, and leaves no process', async ({ expect }) => {
    const { promise: alive, resolve } = Promise.withResolvers<Socket>()
    await using watcher = await listenWith((socket) => resolve(socket.on('error', () => {}).resume()))
    const stays = `process.on('SIGTERM', () => {}); require('net').connect(${watcher.port}, '127.0.0.1')`
    const command = `sh -c 'setsid "$1" -e "$2" & sleep 60' sh '${process.execPath}' "${stays}" {port}`
    const ended = mailtls(certify(command, '--timeout', '5000'))
    const gone = once(await alive, 'end')
    const { exitCode, stdout } = await ended
    expect({ exitCode, verdict: report(stdout).checks[0]!.verdict }).toEqual({ exitCode: 2, verdict: 'inconclusive' })
    await gone
  })

  test('leaves no process when it is interrupted', async ({ expect }) => {
    const { promise: alive, resolve } = Promise.withResolvers<Socket>()
    await using watcher = await listenWith((socket) => resolve(socket.on('error', () => {}).resume()))
    const stays = `process.on('SIGTERM', () => {}); require('net').connect(${watcher.port}, '127.0.0.1')`
    const running = start(certify(`'${process.execPath}' -e "${stays}" {port}`))
    const gone = once(await alive, 'end')
    running.child.kill('SIGINT')
    expect((await running.ended).exitCode).toBe(130)
    await gone
  })

  test('lists the checks and the commands without starting any', async ({ expect }) => {
    const { exitCode, stdout } = await mailtls(certify('sh -c exit\\ 1 {mode} {port}', '--dry-run'))
    const { commands, jobs } = JSON.parse(stdout) as DryRun
    expect({ exitCode, commands, jobs }).toEqual({
      exitCode: 0,
      commands: [{ purpose: 'submit, smtp, starttls-required', command: 'sh -c exit\\ 1 {mode} {port}' }],
      jobs: [{ check, endpoint: 'submission', setUp: 'starttls-required', harms: [], runs: true }],
    })
  })
})

describe.concurrent('The mode and the protocol of a client command', () => {
  const places = async (command: string, ...more: string[]) => {
    const { stdout, stderr } = await mailtls([
      'certify',
      '--client-command',
      command,
      '--dry-run',
      '--reporter',
      'json',
      ...more,
    ])
    if (stderr !== '') return stderr
    return [...new Set((JSON.parse(stdout) as DryRun).commands!.map(({ purpose }) => purpose))]
  }

  test.for<[string[], string[]]>([
    [['sh {port}'], ['submit, smtp, starttls-required']],
    [['sh smtps://{host}:{port}'], ['submit, smtp, implicit']],
    [['sh imap://{host}:{port}'], ['fetch, imap, starttls-required']],
    [['sh POP3S://{host}:{port}'], ['fetch, pop3, implicit']],
    [['sh {port}', '--client-protocol', 'pop3'], ['fetch, pop3, starttls-required']],
    [
      ['sh {mode} {port}', '--client-mode', 'implicit,starttls-required', '--client-mode', 'starttls-if-possible'],
      ['submit, smtp, implicit', 'submit, smtp, starttls-required', 'submit, smtp, starttls-if-possible'],
    ],
  ])('%j', async ([args, purposes], { expect }) => {
    const [command = '', ...more] = args
    expect(await places(command, ...more)).toEqual(purposes)
  })
})

describe('A client in mailtls.yaml', () => {
  test('is judged by the commands that stand there, and declared answers stand beside them', async ({ expect }) => {
    writeFileSync(
      join(folder, 'mailtls.yaml'),
      `client:
  name: vendor
  submit:
    starttls-required: >-
      ${vendor} ${words}
declared:
  rfc8314-5.2-1: { answer: yes, source: 'manual, page 4' }
`,
    )
    const args = ['certify', '--check', check, '--reporter', 'json']
    const { stdout, stderr } = await mailtls(args, { cwd: folder })
    expect(stderr).toBe('')
    const { subject, checks } = report(stdout)
    expect(subject.name).toBe('vendor')
    expect(checks).toMatchObject([
      { id: check, verdict: 'pass', replay: `mailtls certify --config mailtls.yaml --check ${check}` },
    ])
    for (const other of [['smtp://localhost'], ['--domain', 'example.org'], ['--client-command', 'sh {port}']]) {
      const ended = await mailtls(['certify', '--config', 'mailtls.yaml', ...other], { cwd: folder })
      expect(ended.exitCode, other.join(' ')).toBe(64)
      expect(ended.stderr).toMatch(/expected (one subject, found .* and|no) client in mailtls.yaml/)
    }
  })
})
