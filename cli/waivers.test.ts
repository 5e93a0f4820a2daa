import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { parse } from 'yaml'
import { foldersForTests } from '../harness/testing/folders.ts'
import { listenWith } from '../harness/testing/listener.ts'
import { keepsEhlo } from '../servers/bugs/smtp/keeps-ehlo.ts'
import { startReference } from '../servers/reference/start.ts'
import { reportSchema } from './reports/report-schema.ts'
import { mailtls, start } from './testing/run-cli.ts'

const newFolder = foldersForTests()

/** A folder with a file in it. */
function folderWith(name: string, text: string): { folder: string; file: string } {
  const folder = newFolder()
  writeFileSync(join(folder, name), text)
  return { folder, file: join(folder, name) }
}

const partialLine = 'rfc3207/server/injection-partial-line'
const parameter = 'rfc3207/server/starttls-parameter'
/** smtp-server 3.18.5 fails the first two, and passes the third */
const checks = [partialLine, 'rfc3207/server/ehlo-forgotten', 'rfc3207/server/starttls-works']
const certify = ['certify', '--server', 'smtp-server-3.18', ...checks.flatMap((id) => ['--check', id])]

/** Without what stands there where the server is installed first. */
const told = (stderr: string) => stderr.replace(/^installing .*\n/m, '')

async function judge(waivers: string, ...more: string[]) {
  const { file } = folderWith('waivers.yaml', waivers)
  const args = [...certify, '--waivers', file, '--allow-undecided', '--reporter', 'json', ...more]
  const { exitCode, stdout, stderr } = await mailtls(args)
  return { exitCode, stderr: told(stderr), file, report: reportSchema.parse(JSON.parse(stdout)) }
}

const known = `
- check: ${partialLine}
  subject: smtp-server-3.18
  reason: kept as a bad example
  owner: mail-team
  expires: 2100-01-31
- { requirement: rfc3207-4.2-1, signature: EHLO from before TLS, reason: as old as the server }
`

describe.concurrent('Waivers', () => {
  test('let known failures pass, and show them with who answers for them', async ({ expect }) => {
    const { file } = folderWith('waivers.yaml', known)
    const { exitCode, stdout, stderr } = await mailtls([...certify, '--waivers', file, '--allow-undecided'])
    expect({ exitCode, stderr: told(stderr) }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(
      /^smtp-server-3\.18 3\.18\.5: not compliant \(2 vulnerabilities, 2 violations, of which 4 waived/,
    )
    expect(stdout).toMatch(/✗ rfc3207-4\.2-1 .*\n.*\n(?:.*\n)? {4}waived/)
    expect(stdout).toContain('   known      waived by mail-team until 2100-01-31: kept as a bad example\n')
    expect(stdout).toContain('\nwaivers       2 applied\ncompliance    not compliant\n')
  })

  test('are in the report, each with what became of it', async ({ expect }) => {
    const { exitCode, report, stderr } = await judge(`${known}
- { check: rfc3207/server/starttls-works, reason: x }
- { check: ${partialLine}, expires: 2026-01-31, reason: x }
- { check: ${parameter}, reason: x }
- { check: ${partialLine}, subject: courier, expires: 2026-01-31, reason: x }`)
    expect(report.waivers.map(({ state, at }) => [state, at])).toEqual([
      ['applied', 'waivers.yaml:2:3'],
      ['applied', 'waivers.yaml:7:3'],
      ['stale', 'waivers.yaml:9:3'],
      ['expired', 'waivers.yaml:10:3'],
      ['undecided', 'waivers.yaml:11:3'],
    ])
    expect(report.findings.filter(({ waived }) => !waived)).toEqual([])
    expect({ exitCode, inReport: report.exitCode }).toEqual({ exitCode: 1, inReport: 1 })
    expect(stderr.split('\n')).toEqual([
      'mailtls: waivers.yaml:9:3: the waiver of rfc3207/server/starttls-works covers nothing: nothing that it names fails any more: remove it',
      `mailtls: waivers.yaml:10:3: the waiver of ${partialLine} expired on 2026-01-31: mend what fails, or decide anew and set another date`,
      '',
    ])
  })

  test('stand in mailtls.yaml, too, and --update-waivers writes there, for the next run to end with 0', async ({
    expect,
  }) => {
    await using server = await startReference({ change: keepsEhlo, setUps: ['default'], operator: false })
    const { port } = server.endpoints.find(({ protocol }) => protocol === keepsEhlo.endpoint)!.listeners.default!
    const before = `# ours
endpoints: [${keepsEhlo.endpoint}://localhost:${port}]   # the only one
waivers:
  # long gone
  - check: ${parameter}
    reason: was mended
# what may be done
allow: [all]
`
    const { folder, file } = folderWith('mailtls.yaml', before)
    const args = ['certify', '--check', 'rfc3207/server/ehlo-forgotten', '--check', parameter]
    const run = (...more: string[]) => mailtls([...args, ...more], { cwd: folder })

    const failing = await run()
    expect(failing.exitCode).toBe(1)
    const updating = await run('--update-waivers')
    expect(updating.exitCode).toBe(0)
    expect(updating.stderr.split('\n').slice(0, 2)).toEqual([
      `mailtls: mailtls.yaml:5:5: the waiver of ${parameter} covers nothing any more and was removed`,
      'mailtls: mailtls.yaml: 1 waiver added, 1 removed',
    ])
    const [head, tail] = before.split(/ {2}- check[^#]*/) as [string, string]
    const after = readFileSync(file, 'utf8')
    expect([after.slice(0, head.length), after.slice(-tail.length)]).toEqual([head, tail])
    expect(parse(after)).toMatchObject({
      waivers: [
        {
          check: 'rfc3207/server/ehlo-forgotten',
          endpoint: keepsEhlo.endpoint,
          reason: expect.stringMatching(/^TODO: say why this is accepted: /),
        },
      ],
    })

    const next = await run('--update-waivers')
    expect(next.exitCode).toBe(0)
    expect(next.stderr).toMatch(/^mailtls: mailtls\.yaml: 0 waivers added, 0 removed\n.*has no reason yet/)
    expect(readFileSync(file, 'utf8')).toBe(after)
  })

  test('are written into a file that is not there yet, for their subject; at --level should SHOULD counts', async ({
    expect,
  }) => {
    const { folder } = folderWith('x', '')
    const file = join(folder, 'waivers.yaml')
    const args = ['certify', '--server', 'smtp-server-3.18', '--waivers', file, '--allow-undecided']
    const run = (...more: string[]) => mailtls([...args, '--check', partialLine, '--check', parameter, ...more])
    expect((await run('--update-waivers')).exitCode).toBe(0)
    const written = () =>
      (parse(readFileSync(file, 'utf8')) as { waivers: { check: string; subject: string }[] }).waivers
    expect(written()).toEqual(
      ['smtp', 'submission'].map((endpoint) => {
        return { check: partialLine, subject: 'smtp-server-3.18', endpoint, reason: expect.stringMatching(/^TODO/) }
      }),
    )
    expect((await run()).exitCode).toBe(0)
    // what this check finds fails no clause at all
    expect((await run('--level', 'may')).exitCode).toBe(1)
    expect((await run('--level', 'may', '--update-waivers')).exitCode).toBe(0)
    expect(new Set(written().map(({ check }) => check))).toEqual(new Set([partialLine, parameter]))
  })

  test('are an empty list where nothing fails, for the next run to find', async ({ expect }) => {
    const { folder } = folderWith('x', '')
    const file = join(folder, 'waivers.yaml')
    const run = (...more: string[]) =>
      mailtls(['certify', '--check', parameter, '--waivers', file, '--allow-undecided', ...more])
    expect((await run('--update-waivers')).stderr).toBe(`mailtls: ${file}: 0 waivers added, 0 removed\n`)
    expect(readFileSync(file, 'utf8')).toBe('waivers: []\n')
    expect((await run()).exitCode).toBe(0)
  })

  test('that are expired are not written anew: a date that somebody set stays', async ({ expect }) => {
    const expired = `waivers: [{ check: ${partialLine}, expires: 2026-01-31, reason: x }]\n`
    const { exitCode, file, report } = await judge(expired, '--update-waivers')
    expect(exitCode).toBe(1)
    const { waivers } = parse(readFileSync(file, 'utf8')) as { waivers: { check: string; expires?: string }[] }
    expect(waivers.map(({ check, expires }) => [check, expires])).toEqual([
      [partialLine, '2026-01-31'],
      // on smtp and on submission
      ['rfc3207/server/ehlo-forgotten', undefined],
      ['rfc3207/server/ehlo-forgotten', undefined],
    ])
    expect(report.waivers.map(({ state }) => state)).toEqual(['expired', 'applied', 'applied'])
  })

  test('are left as they are when the run is interrupted', async ({ expect }) => {
    const { promise: connected, resolve } = Promise.withResolvers<void>()
    await using silent = await listenWith(() => resolve())
    const { folder } = folderWith('x', '')
    const args = ['certify', `smtp://127.0.0.1:${silent.port}`, '--timeout', '60000', '--waivers', 'new.yaml']
    const running = start([...args, '--update-waivers'], { cwd: folder })
    await connected
    running.child.kill('SIGTERM')
    const { exitCode, stderr } = await running.ended
    expect({ exitCode, stderr }).toEqual({
      exitCode: 143,
      stderr: 'mailtls: new.yaml was left as it is: the run did not come to its end\n',
    })
    expect(existsSync(join(folder, 'new.yaml'))).toBe(false)
  })

  test('are looked for where they were named, and before the run', async ({ expect }) => {
    const { file } = folderWith('a-file', '')
    const ends = async (...args: string[]) => {
      const { exitCode, stderr } = await mailtls([...certify, ...args])
      return [exitCode, stderr.trim()]
    }
    expect(await ends('--waivers', 'none.yaml')).toEqual([
      64,
      'mailtls: expected waivers for --waivers, but none.yaml does not exist',
    ])
    expect(await ends('--update-waivers')).toEqual([
      64,
      'mailtls: expected --waivers FILE or a mailtls.yaml with --update-waivers, to have where to write to',
    ])
    expect(await ends('--update-waivers', '--waivers', join(file, 'x.yaml'))).toEqual([
      3,
      `mailtls: expected to write the waivers to ${file}/x.yaml, but that fails (EEXIST)`,
    ])
  })
})
