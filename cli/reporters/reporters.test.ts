import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { foldersForTests } from '../../harness/testing/folders.ts'
import { skippedWithout } from '../../harness/testing/needs.ts'
import { readReport } from '../reports/read-report.ts'
import { mailtls, start } from '../testing/run-cli.ts'
import { canMountSmallDisk, mountSmallDisk } from '../testing/small-disk.ts'
import { type Document, documents, render } from './reporters.ts'

const one = ['certify', '--check', 'rfc3207/server/starttls-works']
const names = Object.keys(documents) as Document[]
const files = names.map((name) => documents[name].file).toSorted()

const newFolder = foldersForTests()

const contentsOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

describe.concurrent('Several reporters at once', () => {
  test('write a file each, of one and the same report, and the terminal has stdout', async ({ expect }) => {
    const folder = newFolder()
    const directory = join(folder, 'not/yet/there')
    const reporters = ['terminal', ...names].join(',')
    const { exitCode, stdout, stderr } = await mailtls([...one, '--reporter', reporters, '--report-dir', directory])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^reference: unconditionally compliant/)
    expect(readdirSync(directory).toSorted()).toEqual(files)
    const report = readReport(join(directory, 'report.json'))
    for (const name of names) {
      expect(readFileSync(join(directory, documents[name].file), 'utf8')).toBe(await render(name, report))
    }
  })

  for (const [name, beginning] of [
    ['junit', '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="mailtls reference'],
    ['sarif', '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json"'],
    ['markdown', '## `reference'],
  ] as const) {
    test(`${name} alone has stdout`, async ({ expect }) => {
      const { exitCode, stdout, stderr } = await mailtls([...one, '--reporter', name])
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      expect(stdout.slice(0, beginning.length)).toBe(beginning)
    })
  }

  test('want a report directory', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await mailtls([...one, '--reporter', 'junit,sarif'])
    expect({ exitCode, stdout }).toEqual({ exitCode: 64, stdout: '' })
    expect(stderr).toContain('expected --report-dir with several reporters')
  })

  test('judge an injection as each format has it', async ({ expect }) => {
    const folder = newFolder()
    const served = start(['serve', '--bug', 'obeys-injected-lines-on-submission'])
    try {
      const { endpoints, ca } = JSON.parse(await served.firstLine) as { endpoints: string[]; ca: string }
      const check = ['--check', 'rfc3207/server/injection-same-segment', '--ca', ca]
      const output = ['--reporter', names.join(','), '--report-dir', folder]
      const { exitCode } = await mailtls(['certify', endpoints[0]!, ...check, ...output])
      expect(exitCode).toBe(1)
      const [junit, sarif, summary] = ['junit.xml', 'report.sarif', 'summary.md'].map((name) =>
        readFileSync(join(folder, name), 'utf8'),
      )
      expect(junit).toMatch(/<failure type="vulnerability" message="a command sent behind STARTTLS/)
      expect(sarif).toContain('"vulnerability": true')
      expect(summary).toMatch(/^\| 1\. rfc3207\/server\/injection-same-segment \| .* \| \*\*vulnerability\*\* \|/m)
    } finally {
      served.child.kill()
      await served.ended
    }
  })
})

describe.concurrent('The report directory', () => {
  test('may not be a file', async ({ expect }) => {
    const folder = newFolder()
    const path = join(folder, 'a-file')
    writeFileSync(path, 'mine')
    const { exitCode, stdout, stderr } = await mailtls([...one, '--report-dir', path])
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: `mailtls: expected to write the report to ${path}, but that fails (EEXIST)\n`,
    })
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  test('that cannot be made is told of before anything is run', async ({ expect }) => {
    const folder = newFolder()
    writeFileSync(join(folder, 'a-file'), '')
    const path = join(folder, 'a-file/below')
    const { exitCode, stdout, stderr } = await mailtls([...one, '--report-dir', path])
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toBe(`mailtls: expected to write the report to ${path}, but that fails (ENOTDIR)\n`)
  })

  test('may hold a directory in the place of a file: that is told, and left as it is', async ({ expect }) => {
    const folder = newFolder()
    const path = join(folder, 'junit.xml')
    const inside = join(path, 'mine')
    await mailtls([...one, '--report-dir', path])
    writeFileSync(inside, 'mine')
    const { exitCode, stderr } = await mailtls([...one, '--reporter', 'junit', '--report-dir', folder])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: `mailtls: expected to write the report to ${path}, but that fails (EISDIR)\n`,
    })
    expect(readdirSync(folder).toSorted()).toEqual(['junit.xml', 'report.json'])
    expect(readFileSync(inside, 'utf8')).toBe('mine')
  })

  test('gets its files though nobody reads stdout to its end', async ({ expect }) => {
    const folder = newFolder()
    const running = start([...one, '--reporter', `terminal,junit`, '--report-dir', folder])
    running.child.stdout!.destroy()
    const [exitCode] = await once(running.child, 'exit')
    expect(exitCode).toBe(0)
    expect(readdirSync(folder).toSorted()).toEqual(['junit.xml', 'report.json'])
    expect(readReport(join(folder, 'report.json')).exitCode).toBe(0)
  })

  const needs = skippedWithout(canMountSmallDisk() ? [] : ['root on Linux, to mount a small disk'])
  test.skipIf(needs)(`keeps the old files whole where the disk gets full${needs}`, async ({ expect }) => {
    using disk = mountSmallDisk(4 * 2 ** 20)
    const args = [...one, '--reporter', 'terminal,junit', '--report-dir', disk.path]
    expect((await mailtls(args)).exitCode).toBe(0)
    const filler = join(disk.path, 'filler')
    const before = contentsOf(disk.path)

    // room for a part of the new report only, which a single write takes without an error
    const { bavail, bsize } = statfsSync(disk.path)
    const part = Math.floor(statSync(join(disk.path, 'report.json')).size / 2)
    writeFileSync(filler, Buffer.alloc(bavail * bsize - part))
    const { exitCode, stderr } = await mailtls(args)
    const path = join(disk.path, 'report.json')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 3,
      stderr: `mailtls: expected to write the report to ${path}, but that fails (ENOSPC)\n`,
    })
    rmSync(filler)
    expect(contentsOf(disk.path)).toEqual(before)

    expect((await mailtls(args)).exitCode).toBe(0)
    expect(existsSync(filler)).toBe(false)
  })
})
