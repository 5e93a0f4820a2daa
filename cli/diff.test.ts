import { constants } from 'node:buffer'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderForTests } from '../harness/testing/folders.ts'
import { isMailtlsError } from '../harness/errors.ts'
import { buildReport } from '../harness/report/build-report.ts'
import type { Report } from '../harness/report/report.ts'
import { keepsEhlo } from '../servers/bugs/smtp/keeps-ehlo.ts'
import type { Bug } from '../servers/bugs/bug.ts'
import { startReference } from '../servers/reference/start.ts'
import { certify } from '../suites/certify.ts'
import { checksNamed } from '../suites/select-checks.ts'
import { type Diff, diffReports } from './diff/diff-reports.ts'
import { execute } from './main.ts'
import { readReport } from './reports/read-report.ts'
import { mailtls } from './testing/run-cli.ts'

const folder = folderForTests()

function fileOf(name: string, content: Report | string | object): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const checks = checksNamed({ check: ['rfc3207/server/ehlo-forgotten', 'rfc3207/server/starttls-works'] })

/** What a run finds of the reference, or of a bug, under URLs with ports of their own. */
async function reportOf(change?: Bug): Promise<Report> {
  await using server = await startReference({ change, protocols: ['smtp'], setUps: ['default'], operator: false })
  const { port } = server.endpoints[0]!.listeners.default!
  const endpoints = server.endpoints.map((endpoint) => ({ ...endpoint, name: `smtp://localhost:${port}` }))
  return await certify({ ...server, endpoints }, { checks })
}

const emptyReport = () =>
  buildReport({
    subject: { name: 'x', endpoints: [], allow: [], arguments: '' },
    ledger: [],
    outcome: { checks: [], results: [], problems: [], capabilities: {}, certificates: {} },
    version: '0.1.0',
    startedAt: new Date(0),
    durationMs: 0,
  })

describe('mailtls diff', () => {
  test('tells what a bug made worse, on another port, and ends with 1; and with 0 when it is mended', async () => {
    const [good, bad] = [fileOf('good.json', await reportOf()), fileOf('bad.json', await reportOf(keepsEhlo))]
    const [worse, better, same, json, markdown] = await Promise.all([
      mailtls(['diff', good, bad]),
      mailtls(['diff', bad, good]),
      mailtls(['diff', bad, bad]),
      mailtls(['diff', good, bad, '--reporter', 'json']),
      mailtls(['diff', good, bad, '--reporter', 'markdown']),
    ])
    expect([worse, better, same, json, markdown].map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [1, ''],
      [0, ''],
      [0, ''],
      [1, ''],
      [1, ''],
    ])
    expect(worse.stdout.replaceAll(/\d{4}-\d\d-\d\d/g, 'DATE').replaceAll(/:\d{4,5}/g, ':PORT')).toMatchInlineSnapshot(`
      "old  reference, DATE: unconditionally compliant
      new  keeps-ehlo, DATE: not compliant
           the reports are of two subjects: reference and keeps-ehlo
           smtp://localhost:PORT is compared with smtp://localhost:PORT

      Worse: 2 requirements, 1 check, in 3 places
        ✗ pass → fail
          rfc3207-4.2-1 MUST on smtp://localhost:PORT
          rfc3207-6-4 MUST on smtp://localhost:PORT
        ✗ pass → fail
          rfc3207/server/ehlo-forgotten on smtp://localhost:PORT
          now     MAIL needs EHLO ("503 5.5.1 Send EHLO first"), but inside TLS the EHLO from before TLS is enough
          again   mailtls certify --server keeps-ehlo --check rfc3207/server/ehlo-forgotten

      3 worse, 0 better, 0 changed, 0 added, 0 gone, 3 unchanged
      "
    `)
    expect(better.stdout).toMatch(/\n0 worse, 3 better, 0 changed, 0 added, 0 gone, \d+ unchanged\n$/)
    expect(same.stdout).toMatch(/\n\n0 worse, 0 better, 0 changed, 0 added, 0 gone, \d+ unchanged\n$/)
    const diff = JSON.parse(json.stdout) as Diff
    expect([diff.schema, diff.worse.map(({ id }) => id)]).toEqual([
      'mailtls/diff/1',
      ['rfc3207-4.2-1', 'rfc3207-6-4', 'rfc3207/server/ehlo-forgotten'],
    ])
    expect(markdown.stdout).toContain('- **`pass → fail`** `rfc3207/server/ehlo-forgotten on smtp://localhost:')
  })

  test.for(
    Object.entries({
      'none.json': ['', 'expected a JSON report of mailtls, but FOLDER/none.json does not exist'],
      'broken.json': [
        '{"schema": "mailtls/rep',
        'expected a JSON report of mailtls, but FOLDER/broken.json is not JSON: ',
      ],
      'foreign.json': [{ results: [] }, 'but FOLDER/foreign.json names no schema'],
      'odd.json': [{ schema: { toString: 1 } }, 'but FOLDER/odd.json names the schema {"toString":1}'],
      'diff.json': [{ schema: 'mailtls/diff/1' }, 'but FOLDER/diff.json names the schema "mailtls/diff/1"'],
      'future.json': [
        { schema: 'mailtls/report/2' },
        'expected a report of mailtls/report/1, but FOLDER/future.json is one of mailtls/report/2: a newer mailtls wrote it',
      ],
      'hostile.json': [
        { ...emptyReport(), requirements: [{ id: 'rfc3207-4\u001b[2J' }] },
        'expected a whole report of mailtls/report/1, but in FOLDER/hostile.json requirements.0.id is wrong',
      ],
      'half.json': [
        { ...emptyReport(), checks: undefined },
        'expected a whole report of mailtls/report/1, but in FOLDER/half.json checks is wrong',
      ],
    } as Record<string, [string | object, string]>),
  )('refuses %s, whichever of the two it is', async ([name, [content, told]]) => {
    const file = content === '' ? join(folder, name) : fileOf(name, content)
    const empty = fileOf('empty-report.json', emptyReport())
    for (const files of [
      [file, empty],
      [empty, file],
    ]) {
      const error: unknown = await execute(['diff', ...files]).catch((thrown: unknown) => thrown)
      expect(isMailtlsError(error, 'usage') && error.message.replace(folder, 'FOLDER')).toContain(told)
    }
  })

  test('refuses what is too large for a text', () => {
    const file = fileOf('large.json', '')
    truncateSync(file, constants.MAX_STRING_LENGTH + 1)
    expect(() => readReport(file)).toThrow(/large\.json cannot be read \(\d+ bytes are more than fit into a text\)$/)
  })

  test('reads a report behind a byte order mark', () => {
    expect(readReport(fileOf('marked.json', `\uFEFF${JSON.stringify(emptyReport())}`))).toEqual(emptyReport())
  })

  test('reads a report with keys that a later version has put there', () => {
    const later = readReport(fileOf('later.json', { ...emptyReport(), mood: 'fine' }))
    expect(diffReports(later, later)).toMatchObject({ worse: [], notes: [] })
  })
})
