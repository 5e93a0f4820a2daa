import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import { closedPort, listenWith } from '../harness/testing/listener.ts'
import { mailtls, start } from './testing/run-cli.ts'
import { reportSchema } from './reports/report-schema.ts'

const newFolder = foldersForTests()

const sum = (counts: Record<string, number | undefined>) =>
  Object.values(counts).reduce<number>((a, b) => a + (b ?? 0), 0)

describe.concurrent('mailtls certify', () => {
  test('judges the embedded reference and prints a verdict for each requirement', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await mailtls(['certify'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const masked = stdout.replace(/^duration .*$/m, 'duration      TIME')
    await expect(masked).toMatchFileSnapshot('testing/reference-report.txt')
  })

  test('writes one JSON report to stdout, and the same to the report directory', async ({ expect }) => {
    const folder = newFolder()
    const { exitCode, stdout, stderr } = await mailtls(['certify', '--reporter', 'json', '--report-dir', folder])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const report = reportSchema.parse(JSON.parse(stdout))
    expect(report.requirements).toHaveLength(292)
    expect(sum(report.summary.requirements)).toBe(292)
    expect(sum(report.summary.checks)).toBe(report.checks.length)
    expect(report.exitCode).toBe(0)
    expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe(stdout)
  })

  test('has both reporters side by side, in a directory that it makes', async ({ expect }) => {
    const folder = newFolder()
    const directory = join(folder, 'a/b')
    const args = ['--reporter', 'terminal,json', '--report-dir', directory, '--check', 'rfc3207/server/starttls-works']
    const { stdout } = await mailtls(['certify', ...args])
    expect(stdout).toMatch(/^reference: unconditionally compliant \(as far as was selected/)
    expect(reportSchema.parse(JSON.parse(await readFile(join(directory, 'report.json'), 'utf8'))).checks).toHaveLength(
      2,
    )
  })

  test('colours what it prints only where that is wanted', async ({ expect }) => {
    const list = ['list', 'servers']
    const [plain, forced, none] = await Promise.all([
      mailtls(list),
      mailtls(list, { env: { FORCE_COLOR: '1' } }),
      mailtls(list, { env: { NO_COLOR: '1' } }),
    ])
    expect([plain, forced, none].map(({ stdout }) => stdout.includes('\u001b['))).toEqual([false, true, false])
  })

  test('contacts nobody with --dry-run', async ({ expect }) => {
    await using server = await listenWith((socket) => socket.end())
    const url = `submission://127.0.0.1:${server.port}`
    const { exitCode, stdout, stderr } = await mailtls(['certify', url, '--dry-run', '--reporter', 'json'])
    expect({ exitCode, stderr, taken: server.taken }).toEqual({ exitCode: 0, stderr: '', taken: 0 })
    const { jobs } = JSON.parse(stdout) as { jobs: { check: string; reason?: { code: string } }[] }
    const reasonOf = (name: string) => jobs.find(({ check }) => check === `rfc3207/server/${name}`)?.reason?.code
    expect(reasonOf('starttls-works')).toBeUndefined()
    expect(reasonOf('tls-required-530')).toBe('set-up-missing')
  })

  test('tells with --dry-run what it would send, and what it may not', async ({ expect }) => {
    const check = ['--check', 'rfc3207/server/weak-suites', '--check', 'rfc3207/server/opportunistic']
    const { stdout } = await mailtls(['certify', '--dry-run', ...check])
    expect(stdout).toMatchInlineSnapshot(`
      "reference: 4 checks would run, 0 would not; nothing was contacted
        run  rfc3207/server/opportunistic on smtp, set-up cleartext-auth [cleartext-password]
        run  rfc3207/server/weak-suites on smtp, set-up default
        run  rfc3207/server/opportunistic on submission, set-up cleartext-auth [cleartext-password]
        run  rfc3207/server/weak-suites on submission, set-up default

      Would be sent, beside what says hello and starts TLS:
        a login as test, inside TLS, wherever a check needs one, and once for each endpoint
        cleartext-password: sends the password of the account without TLS
      "
    `)
  })

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`writes the report of what was decided and ends with ${code} on ${signal}`, async ({ expect }) => {
      const { promise: connected, resolve } = Promise.withResolvers<void>()
      await using silent = await listenWith(() => resolve())
      const folder = newFolder()
      const url = `smtp://127.0.0.1:${silent.port}`
      const running = start(['certify', url, '--timeout', '60000', '--reporter', 'json', '--report-dir', folder])
      await connected
      running.child.kill(signal)
      const { exitCode, stdout, stderr } = await running.ended
      expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: '' })
      const report = reportSchema.parse(JSON.parse(stdout))
      expect(report.exitCode).toBe(code)
      expect(report.checks.filter(({ reason }) => reason?.code === 'interrupted')).not.toEqual([])
      expect(await readFile(join(folder, 'report.json'), 'utf8')).toBe(stdout)
    })
  }

  test('stops at its time limit, which is no interruption', async ({ expect }) => {
    await using silent = await listenWith(() => {})
    const url = `smtp://127.0.0.1:${silent.port}`
    const { exitCode, stdout } = await mailtls(['certify', url, '--timeout', '60000', '--time-limit', '100'])
    expect(exitCode).toBe(2)
    expect(stdout).toContain('the time limit of 100 ms was reached')
  })

  test('gives a replay line that names no secret', async ({ expect }) => {
    const { port } = await closedPort()
    const url = `smtp://127.0.0.1:${port}`
    const options = ['--user', 'me', '--password-env', 'SECRET', '--mailbox', "o'neill@example.org", '--allow', 'all']
    const { stdout } = await mailtls(['certify', url, ...options, '--reporter', 'json'], { env: { SECRET: 'hush' } })
    const { checks } = reportSchema.parse(JSON.parse(stdout))
    expect(checks[0]!.replay).toBe(
      `mailtls certify ${url} --user me --password-env SECRET --mailbox 'o'\\''neill@example.org' --allow all --check ${checks[0]!.id}`,
    )
    expect(stdout).not.toContain('hush')
  })
})
