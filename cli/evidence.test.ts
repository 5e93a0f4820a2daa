import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import type { CheckResult } from '../harness/check.ts'
import { listenWith } from '../harness/testing/listener.ts'
import { describeWithTshark, dissect } from '../harness/testing/tshark.ts'
import { account } from '../servers/account.ts'
import { fileNameOf } from './evidence/file-name.ts'
import { reportSchema } from './reports/report-schema.ts'
import { mailtls, type Running, start } from './testing/run-cli.ts'

/** It breaks one clause, on an endpoint that everything else can be tried on. */
const bug = 'lists-starttls-inside-tls-on-submission'
const failing = 'rfc3207/server/starttls-hidden-inside-tls'
const passing = 'rfc3207/server/starttls-works'

let server: Running
let url: string
beforeAll(async () => {
  server = start(['serve', '--bug', bug])
  url = (JSON.parse(await server.firstLine) as { endpoints: string[] }).endpoints[0]!
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
})

const newFolder = foldersForTests()

/** `certify` with both checks, and what became of the report directory. */
async function certify(directory: string, ...more: string[]) {
  const checks = ['--check', failing, '--check', passing]
  return await mailtls(['certify', url, ...checks, '--report-dir', directory, ...more])
}

async function checksIn(directory: string): Promise<readonly CheckResult[]> {
  return reportSchema.parse(JSON.parse(await readFile(join(directory, 'report.json'), 'utf8'))).checks
}

const nameOf = (id: string) => fileNameOf(`${id}@${url}#default`)
const list = async (folder: string) => (await readdir(folder)).toSorted()

/** Lines of a key log, and the account's password as the wire may have it. */
const secrets = [
  'CLIENT_RANDOM',
  'TRAFFIC_SECRET',
  account.password,
  ...['', '\0', '\0\0'].map((before) => {
    const base64 = Buffer.from(before + account.password).toString('base64')
    return base64.slice(before.length === 0 ? 0 : before.length + 1, -4)
  }),
]

describe('Beside the report', () => {
  test('there are the dialogues of failed checks, which it names', async () => {
    const directory = newFolder()
    const { exitCode, stderr } = await certify(directory)
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' })
    expect(await list(directory)).toEqual(['dialogues', 'report.json'])
    const file = `${nameOf(failing)}.txt`
    expect(await list(join(directory, 'dialogues'))).toEqual([file])
    const checks = await checksIn(directory)
    const evidence = Object.fromEntries(checks.map((check) => [check.id, check.evidence]))
    expect(evidence).toEqual({ [failing]: { dialogue: `dialogues/${file}` }, [passing]: undefined })
    const text = await readFile(join(directory, 'dialogues', file), 'utf8')
    expect(text).toContain('verdict    fail: STARTTLS is offered inside TLS\n')
    for (const line of checks.find(({ id }) => id === failing)!.dialogue) expect(text).toContain(`  ${line}\n`)
  })

  test('there are captures on request, which only their owner may read, and which warn of what they hold', async () => {
    const directory = newFolder()
    const folder = join(directory, 'captures')
    await mkdir(folder)
    // what is not ours stays as it is, even in our place
    await writeFile(join(folder, `${nameOf(failing)}.pcapng`), 'my own', { mode: 0o644 })
    const args = ['certify', url, '--check', failing, '--report-dir', directory, '--evidence', 'captures']
    const { stderr } = await mailtls(args, { node: ['--import', 'data:text/javascript,process.umask(0)'] })
    expect(stderr).toBe(`mailtls: 1 capture in ${folder}: whoever reads them can read the passwords in them\n`)
    const name = `captures/${nameOf(failing)}-2.pcapng`
    expect((await checksIn(directory))[0]!.evidence).toMatchObject({ capture: name })
    expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600)
    expect((await stat(join(directory, 'dialogues', `${nameOf(failing)}.txt`))).mode & 0o777).toBe(0o666)
    expect(await readFile(join(folder, `${nameOf(failing)}.pcapng`), 'utf8')).toBe('my own')
    const capture = (await readFile(join(directory, name))).toString('latin1')
    expect(capture).toContain('whoever reads it can read the passwords in it')
    expect(capture).toContain('CLIENT_RANDOM')
  })

  test('there is only evidence of this run', async () => {
    const directory = newFolder()
    await certify(directory, '--evidence', 'all,captures')
    const both = [failing, passing].map(nameOf).toSorted()
    expect(await list(join(directory, 'dialogues'))).toEqual(both.map((name) => `${name}.txt`))
    expect(await list(join(directory, 'captures'))).toEqual(both.map((name) => `${name}.pcapng`))
    await writeFile(join(directory, 'dialogues/notes.txt'), 'my own')
    await mailtls(['certify', url, '--check', passing, '--report-dir', directory, '--evidence', 'all'])
    expect(await list(join(directory, 'dialogues'))).toEqual(['notes.txt', `${nameOf(passing)}.txt`])
    expect(await list(join(directory, 'captures'))).toEqual([])
  })

  test('no file holds a password or a secret of TLS, unless captures are asked for', async () => {
    const directory = newFolder()
    const args = ['certify', '--reporter', 'json', '--report-dir', directory, '--evidence', 'all']
    const { exitCode, stdout, stderr } = await mailtls(args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const checks = await checksIn(directory)
    const named = checks.map(({ evidence }) => evidence!.dialogue!.slice('dialogues/'.length))
    expect(new Set(named).size).toBe(checks.length)
    expect(await list(join(directory, 'dialogues'))).toEqual(named.toSorted())
    const texts = await Promise.all(named.map((name) => readFile(join(directory, 'dialogues', name), 'utf8')))
    expect(await list(directory)).toEqual(['dialogues', 'report.json'])
    // there was something to be redacted
    expect(texts.filter((text) => text.includes('<redacted>')).length).toBeGreaterThan(10)
    for (const secret of secrets) {
      expect([stdout, ...texts].filter((text) => text.includes(secret)).map((text) => text.slice(0, 80))).toEqual([])
    }
  })
})

describeWithTshark('A capture', () => {
  test('shows what was said inside TLS', async () => {
    const directory = newFolder()
    await certify(directory, '--evidence', 'captures')
    const capture = await readFile(join(directory, 'captures', `${nameOf(failing)}.pcapng`))
    const found = await dissect(capture, 'tls && smtp.rsp.parameter contains "STARTTLS"', ['tcp.srcport', 'smtp.rsp'])
    expect(found).toEqual([['587', expect.any(String)]])
    expect(await dissect(capture, 'smtp && !tls', ['frame.number'])).not.toEqual([])
  })

  test('shows a client from its server’s side, in all its visits', async () => {
    const directory = newFolder()
    const ids = ['rfc3207/client/injection-whole-reply', 'rfc8314/client/pinning']
    const evidence = ['--report-dir', directory, '--evidence', 'all,captures']
    await mailtls(['certify', '--client', 'reference', ...ids.flatMap((id) => ['--check', id]), ...evidence])
    const checks = await checksIn(directory)
    expect(new Set(checks.map(({ id }) => id))).toEqual(new Set(ids))
    for (const { evidence } of checks) {
      const capture = await readFile(join(directory, evidence!.capture!))
      expect(await dissect(capture, 'tls && (smtp || imap || pop)', ['frame.number'])).not.toEqual([])
    }
  })
})

test('Evidence that cannot be written is told at the end, and the report is there', async () => {
  const directory = newFolder()
  await symlink(join(directory, 'gone/away'), join(directory, 'dialogues'))
  const { exitCode, stdout, stderr } = await certify(directory)
  expect(exitCode).toBe(3)
  expect(stderr).toMatch(/^mailtls: expected to write evidence to .*\.txt, but that fails \(\w+\)\n$/)
  expect(stdout).toContain('not compliant')
  expect((await checksIn(directory)).map(({ evidence }) => evidence)).toEqual([undefined, undefined])
})

test('A place that cannot hold evidence is told before anything is run', async () => {
  const directory = newFolder()
  await writeFile(join(directory, 'dialogues'), 'my own')
  const { exitCode, stdout, stderr } = await certify(directory)
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
  expect(stderr).toMatch(/^mailtls: expected to write evidence to .*\/dialogues, but that fails \(ENOTDIR\)\n$/)
})

test('A run that is cut short has the evidence of what was decided', async () => {
  const directory = newFolder()
  await using silent = await listenWith(() => {})
  const urls = [url, `smtp://127.0.0.1:${silent.port}`]
  const running = start(['certify', ...urls, '--check', failing, '--timeout', '60000', '--report-dir', directory])
  const file = `dialogues/${nameOf(failing)}.txt`
  while (!existsSync(join(directory, file))) await delay(20)
  running.child.kill('SIGINT')
  expect((await running.ended).exitCode).toBe(130)
  const checks = await checksIn(directory)
  expect(checks.map(({ verdict, evidence }) => [verdict, evidence])).toEqual([
    ['fail', { dialogue: file }],
    ['inconclusive', undefined],
  ])
})

test('Evidence without a place to put it is wrong usage', async () => {
  const { exitCode, stdout, stderr } = await mailtls(['certify', '--evidence', 'all'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' })
  expect(stderr).toBe('mailtls: expected --report-dir with --evidence: that is where its files go\n')
})
