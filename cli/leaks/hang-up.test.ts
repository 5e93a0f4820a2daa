import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programAt } from '../../harness/testing/needs.ts'
import { newPlace } from './place.ts'

const bin = join(import.meta.dirname, '../bin.ts')

test.runIf(process.platform === 'linux' && programAt('script'))(
  'A terminal that goes away takes neither the report with it nor the cleaning up',
  async () => {
    using place = newPlace()
    const words = [process.execPath, bin, 'certify', '--client', 'reference', '--report-dir', place.report]
    const command = words.map((word) => `'${word}'`).join(' ')
    const terminal = spawn('script', ['--quiet', '--command', command, '/dev/null'], {
      env: { ...process.env, ...place.env },
      stdio: 'ignore',
    })
    await expect.poll(() => readdirSync(place.temporary), { timeout: 20_000 }).not.toEqual([])
    terminal.kill('SIGKILL')
    const report = join(place.report, 'report.json')
    await expect.poll(() => existsSync(report), { timeout: 20_000 }).toBe(true)
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ exitCode: 129 })
    await expect.poll(() => readdirSync(place.temporary), { timeout: 20_000 }).toEqual([])
  },
)
