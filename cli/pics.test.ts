import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import type { PicsRow } from './explain/pics.ts'
import { mailtls } from './testing/run-cli.ts'

describe.concurrent('mailtls explain --pics', () => {
  test('prints the requirements summary that is in docs/', async ({ expect }) => {
    const { exitCode, stdout, stderr } = await mailtls(['explain', '--pics'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toBe(readFileSync(join(import.meta.dirname, '../docs/pics.md'), 'utf8'))
    const row = stdout.split('\n').find((line) => line.includes('`rfc3207-4.2-7`'))
    expect(row?.split(' | ').slice(2, 8)).toEqual(['', '', '', '', 'x', 'smtp-server, submission-server'])
  })

  test('gives a row for each requirement of the ledger, each word in its column', async ({ expect }) => {
    const rows = JSON.parse((await mailtls(['explain', '--pics', '--reporter', 'json'])).stdout) as PicsRow[]
    expect(rows).toHaveLength(292)
    expect(rows.filter(({ column }) => !column).every(({ level }) => level.startsWith('('))).toBe(true)
    expect(rows.find(({ id }) => id === 'rfc8314-4-14')).toMatchObject({
      column: 'SHOULD',
      disposition: 'replaced-by',
      notes: ['Replaced by rfc8997-3-1.'],
    })
    expect(rows.find(({ id }) => id === 'rfc8997-3-2')).toMatchObject({ level: 'RECOMMENDED', column: 'SHOULD' })
  })

  test.for([
    [['explain'], 'expected an ID or --pics behind mailtls explain, found nothing'],
    [['explain', 'rfc3207-4-1', '--pics'], 'expected either an ID or --pics, found rfc3207-4-1, too'],
  ] as const)('%j is wrong usage', async ([args, told], { expect }) => {
    expect(await mailtls([...args])).toEqual({ exitCode: 64, stdout: '', stderr: `mailtls: ${told}\n` })
  })
})
