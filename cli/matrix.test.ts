import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import type { Report } from '../harness/report/report.ts'
import type { Overview } from './overview/overview.ts'
import { mailtls } from './testing/run-cli.ts'
import { sampleReport, sampleResult } from './testing/sample-report.ts'

const newFolder = foldersForTests()

function folderToWrite() {
  const path = newFolder()
  const write = async (name: string, value: unknown): Promise<string> => {
    await writeFile(join(path, name), JSON.stringify(value))
    return join(path, name)
  }
  return { path, write }
}

const checks = ['--check', 'rfc3207/server/starttls-works', '--check', 'rfc3207/client/ehlo-first-inside-tls']
const sample = (name: string): Report => {
  const report = sampleReport([sampleResult('rfc3207/server/starttls-works', ['rfc3207-4.2-1'], 'pass')])
  return { ...report, subject: { ...report.subject, name } }
}

describe.concurrent('mailtls matrix', () => {
  test('runs servers and clients, and writes a page that links to the report of each', async ({ expect }) => {
    const folder = folderToWrite()
    const subjects = ['--server', 'reference', '--server', 'smtp-server-3.18', '--client', 'reference']
    const ended = await mailtls(['matrix', ...subjects, ...checks, '--reporter', 'json', '--report-dir', folder.path])
    expect({ ...ended, stdout: '' }).toEqual({ exitCode: 0, stdout: '', stderr: '' })
    const overview = JSON.parse(ended.stdout) as Overview
    expect(JSON.parse(await readFile(join(folder.path, 'matrix.json'), 'utf8'))).toEqual(overview)
    expect(overview.subjects.map(({ id, kind, version }) => [id, kind, version])).toEqual([
      ['server-reference', 'server', undefined],
      ['server-smtp-server-3.18', 'server', '3.18.5'],
      ['client-reference', 'client', undefined],
    ])
    const files = await readdir(join(folder.path, 'reports'))
    expect(files.toSorted()).toEqual(overview.subjects.flatMap(({ id }) => [`${id}.html`, `${id}.json`]).toSorted())
    const page = await readFile(join(folder.path, 'matrix.html'), 'utf8')
    const links = [...page.matchAll(/href="(reports\/[^"#]+)(#[^"]*)?"/g)]
    expect(new Set(links.map(([, file]) => file!.slice('reports/'.length)))).toEqual(
      new Set(overview.subjects.map(({ id }) => `${id}.html`)),
    )
    for (const [, file, hash] of links.filter(([, , hash]) => hash)) {
      expect(await readFile(join(folder.path, file!), 'utf8')).toContain(` id="${hash!.slice(1)}"`)
    }
  })

  test('lays reports side by side, those that it wrote itself, too', async ({ expect }) => {
    const folder = folderToWrite()
    const given = await Promise.all(['b', 'a'].map((name) => folder.write(`${name}.json`, sample(name))))
    const first = await mailtls(['matrix', ...given, '--reporter', 'json', '--report-dir', join(folder.path, 'out')])
    expect({ exitCode: first.exitCode, stderr: first.stderr }).toEqual({ exitCode: 0, stderr: '' })
    const overview = JSON.parse(first.stdout) as Overview
    expect(overview.subjects.map(({ name }) => name)).toEqual(['b', 'a'])
    expect(overview).toMatchObject({ startedAt: '2026-11-22T06:00:00.000Z', durationMs: 2468 })
    const written = overview.subjects.map(({ id }) => join(folder.path, `out/reports/${id}.json`))
    const again = await mailtls(['matrix', ...written, '--reporter', 'json'])
    expect(JSON.parse(again.stdout)).toEqual(overview)
  })

  test('says of the reports that it cannot lay side by side which one it is, and why', async ({ expect }) => {
    const folder = folderToWrite()
    const whole = sample('a')
    const shard = { index: 1, total: 2, run: '0'.repeat(16), selected: [], jobs: [], declared: {} }
    const files = {
      'a.json': whole,
      'foreign.json': { hello: 'world' },
      'future.json': { ...whole, schema: 'mailtls/report/9' },
      'older.json': { ...whole, requirementSet: '2025-01' },
      'partial.json': { ...whole, requirements: whole.requirements.slice(1) },
      'shard.json': { ...whole, shard },
    }
    for (const [name, value] of Object.entries(files)) await folder.write(name, value)
    const missing = whole.requirements[0]!.id
    const told = {
      'foreign.json': 'expected a JSON report of mailtls (mailtls/report/1), but foreign.json names no schema',
      'future.json':
        'expected a report of mailtls/report/1, but future.json is one of mailtls/report/9: a newer mailtls wrote it, and can read it',
      'older.json':
        'expected reports on one requirement set, found 2026-11 in a.json and 2025-01 in older.json: certify the older one again',
      'partial.json': `expected all requirements of 2026-11 in each report, but partial.json lacks ${missing}: certify that subject again`,
      'shard.json':
        'expected whole reports, but shard.json is shard 1 of 2: put the shards together with mailtls merge',
    }
    for (const [name, text] of Object.entries(told)) {
      const ended = await mailtls(['matrix', 'a.json', name], { cwd: folder.path })
      expect(ended).toEqual({ exitCode: 64, stdout: '', stderr: `mailtls: ${text}\n` })
    }
  })

  test('runs what is embedded where there is no container engine, and lists the others', async ({ expect }) => {
    const subjects = ['--server', 'reference', '--server', 'postfix', '--server', 'exim']
    const ended = await mailtls(['matrix', ...subjects, '--check', checks[1]!], {
      env: { DOCKER_HOST: 'tcp://127.0.0.1:1' },
    })
    expect(ended.exitCode).toBe(3)
    expect(ended.stderr).toBe(
      'mailtls: postfix, exim not run: expected a container engine, found none: "npm run engine" sets one up on Debian and Ubuntu, or set DOCKER_HOST\n',
    )
    expect(ended.stdout).toMatch(/^ {2}a {2}reference {2}unconditionally compliant/m)
    expect(ended.stdout).toMatch(/^ {2}b {2}postfix {4}not run: expected a container engine/m)
  })

  test('prints the page where that is asked for, with nothing that leads beside it', async ({ expect }) => {
    const folder = folderToWrite()
    const { exitCode, stdout } = await mailtls([
      'matrix',
      await folder.write('a.json', sample('a')),
      '--reporter',
      'html',
    ])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^<!doctype html>[^]*<\/html>/)
    expect(stdout).not.toContain('href="reports')
  })
})
