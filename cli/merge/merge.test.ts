import { copyFile, cp, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { folderForTests } from '../../harness/testing/folders.ts'
import type { Report } from '../../harness/report/report.ts'
import { reportSchema } from '../reports/report-schema.ts'
import { type Ended, mailtls } from '../testing/run-cli.ts'

const folder = folderForTests()
const at = (name: string) => join(folder, name)

/** Runs a shard as a process of its own, and writes its report into the folder of that name. */
async function shard(name: string, args: readonly string[]): Promise<Ended> {
  return await mailtls(['certify', ...args, '--report-dir', at(name)])
}

async function reportIn(name: string): Promise<Report> {
  return reportSchema.parse(JSON.parse(await readFile(join(at(name), 'report.json'), 'utf8'))) as Report
}

/** What does not change from one process to the next. */
async function lasting(name: string) {
  const { requirements, compliance, byRfc, summary, findings, waivers, exitCode, level, checks } = await reportIn(name)
  const verdicts = checks.map(({ key, verdict, reason, replay }) => ({ key, verdict, reason: reason?.code, replay }))
  return { requirements, compliance, byRfc, summary, findings, waivers, exitCode, level, verdicts }
}

const check = (id: string) => ['--check', `rfc3207/server/${id}`]
const two = [...check('starttls-works'), ...check('starttls-hidden-inside-tls')]

describe('Shards that ran as processes side by side', () => {
  test('merge into the report of one process', { timeout: 120_000 }, async () => {
    const suite = ['--server', 'reference', '--suite', 'rfc2595']
    const names = [1, 2, 3].map((index) => `process-${index}`)
    const ended = await Promise.all(names.map((name, i) => shard(name, [...suite, '--shard', `${i + 1}/3`])))
    expect(ended.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
      names.map(() => ({ exitCode: 0, stderr: '' })),
    )
    const whole = await shard('process-whole', suite)
    const merged = await mailtls(['merge', ...names.map(at), '--report-dir', at('process-merged')])
    expect(merged).toMatchObject({ exitCode: whole.exitCode, stderr: whole.stderr })
    expect(await lasting('process-merged')).toEqual(await lasting('process-whole'))
    const withoutTime = (text: string) => text.replace(/^duration .*$/m, '')
    expect(withoutTime(merged.stdout)).toBe(withoutTime(whole.stdout))
  })

  test('bring their evidence along, readable by those alone who could read it', async () => {
    const args = ['--server', 'smtp-server-3.18', ...check('injection-partial-line')]
    const evidence = ['--evidence', 'captures']
    const shards = await Promise.all(
      [1, 2].map((index) => shard(`proof-${index}`, [...args, ...evidence, '--shard', `${index}/2`])),
    )
    expect(shards.map(({ exitCode }) => exitCode)).toEqual([1, 1])
    const { exitCode } = await mailtls(['merge', at('proof-1'), at('proof-2'), '--report-dir', at('proof')])
    expect(exitCode).toBe(1)
    const report = await reportIn('proof')
    const files = report.checks.flatMap(({ evidence }) => (evidence ? [evidence.dialogue!, evidence.capture!] : []))
    expect(files).toHaveLength(4)
    for (const file of files) expect((await stat(join(at('proof'), file))).size).toBeGreaterThan(100)
    const [capture] = await readdir(join(at('proof'), 'captures'))
    expect((await stat(join(at('proof'), 'captures', capture!))).mode & 0o777).toBe(0o600)
  })

  test('judge waivers when they are merged, and not before', async () => {
    const waivers = at('waivers.yaml')
    const passing = 'waivers: [{ check: rfc3207/server/starttls-works, reason: was mended }]'
    await writeFile(waivers, passing)
    const args = [...two, '--waivers', waivers]
    const shards = await Promise.all([1, 2].map((i) => shard(`waived-${i}`, [...args, '--shard', `${i}/2`])))
    expect(shards.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    const merged = await mailtls(['merge', at('waived-1'), at('waived-2'), '--reporter', 'json'])
    expect(merged.exitCode).toBe(1)
    expect((JSON.parse(merged.stdout) as Report).waivers).toMatchObject([{ state: 'stale' }])
  })
})

describe('mailtls merge', () => {
  beforeAll(async () => {
    await Promise.all([
      shard('a1', [...two, '--shard', '1/2', '--run-id', 'monday']),
      shard('a2', [...two, '--shard', '2/2', '--run-id', 'monday']),
      shard('b2', [...two, '--shard', '2/2', '--run-id', 'tuesday']),
    ])
  }, 120_000)

  test('refuses what does not belong together', async () => {
    const { exitCode, stdout, stderr } = await mailtls(['merge', at('a1'), at('b2')])
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' })
    expect(stderr).toMatch(/of different ones: the id of the run differs, monday and tuesday\n$/)
  })

  test('says which shard is missing, and reports what the others decided', async () => {
    const { exitCode, stdout, stderr } = await mailtls(['merge', at('a1'), '--report-dir', at('part')])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'mailtls: shard 2/2 is missing: run it, and merge all again\n',
    })
    expect(stdout).toMatch(/^reference: undecided/)
    expect((await reportIn('part')).checks).toHaveLength(2)
  })

  test('leaves what it merges as it is', async () => {
    const before = await readFile(join(at('a1'), 'report.json'), 'utf8')
    const { exitCode, stderr } = await mailtls(['merge', at('a1'), at('a2'), '--report-dir', at('a1')])
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 64 })
    expect(stderr).toMatch(/expected a --report-dir of its own for the merged report, found that of \S+a1/)
    expect(await readFile(join(at('a1'), 'report.json'), 'utf8')).toBe(before)
  })

  test('reads nothing beside the evidence, whatever a report names, and says what is gone', async () => {
    await cp(at('a1'), at('hostile'), { recursive: true })
    await copyFile(join(at('a1'), 'report.json'), at('secret'))
    const report = await reportIn('a1')
    report.checks[0]!.evidence = { dialogue: '../secret', capture: 'captures/gone.pcapng' }
    report.checks[1]!.evidence = { dialogue: 'dialogues/linked.txt' }
    await mkdir(join(at('hostile'), 'dialogues'), { recursive: true })
    await symlink(at('secret'), join(at('hostile'), 'dialogues', 'linked.txt'))
    await writeFile(join(at('hostile'), 'report.json'), JSON.stringify(report))
    const { stderr } = await mailtls(['merge', at('hostile'), at('a2'), '--report-dir', at('clean')])
    expect(stderr).toMatch(
      /dialogues\/secret is missing[\s\S]*captures\/gone\.pcapng is missing[\s\S]*linked\.txt is missing/,
    )
    expect((await reportIn('clean')).checks.filter(({ evidence }) => evidence)).toEqual([])
  })
})

describe('--shard', () => {
  test('shows with --dry-run which checks are its own', async () => {
    const planned = async (...args: string[]) => {
      const { stdout } = await mailtls(['certify', '--dry-run', '--reporter', 'json', ...two, ...args])
      return (JSON.parse(stdout) as { jobs: { check: string; endpoint: string }[] }).jobs
    }
    const [all, first, second] = await Promise.all([planned(), planned('--shard', '1/2'), planned('--shard', '2/2')])
    expect(first.length).toBe(second.length)
    expect([...first, ...second].map((job) => JSON.stringify(job)).toSorted()).toEqual(
      all.map((job) => JSON.stringify(job)).toSorted(),
    )
  })
})
