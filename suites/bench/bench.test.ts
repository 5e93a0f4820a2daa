import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'

const bench = async (...args: string[]) =>
  await execa(process.execPath, [join(import.meta.dirname, 'bench.ts'), ...args], { reject: false })

test('npm run bench measures a table and prints it as Markdown, with its command, and with --check ends by its aims', async () => {
  const { stdout, stderr, exitCode } = await bench('--only', 'start-up', '--rounds', '1', '--check')
  expect(exitCode, stderr).toBe(stdout.includes('**no**') ? 1 : 0)
  expect(stdout).toContain('`npm run bench -- --only start-up --rounds 1`')
  const rows = stdout.split('\n').filter((line) => line.startsWith('| '))
  expect(rows[0]).toBe('| from exec to | median of 1 | min … max | ÷ node itself | aim | met |')
  const duration = String.raw`\d+(\.\d+)? m?s`
  const firstByte = rows.find((row) => row.startsWith('| built: first byte on the wire'))
  expect(firstByte).toMatch(
    new RegExp(String.raw`\| ${duration} \| ${duration} … ${duration} \| [\d.]+ × \| ≤ 250 ms \| (yes|\*\*no\*\*) \|$`),
  )
  expect(rows.filter((row) => row.includes('source: '))).toHaveLength(5)
})

test.each([
  [['--only', 'start-upp'], 'expected a table, found "start-upp": did you mean start-up?'],
  [['--wrote'], "Unknown option '--wrote'"],
])('npm run bench %j is wrong usage, and says what is expected', async (args, text) => {
  const { stderr, exitCode } = await bench(...args)
  expect(stderr).toContain(text)
  expect(exitCode).toBe(64)
})
