import { execFile } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.ts'

const root = packageRoot()

const sleeps = {
  'sleep.ts': `import { setTimeout as delay } from 'node:timers/promises'\nexport const later = () => delay(100)\n`,
  'timer.ts': `export const later = (done: () => void) => setTimeout(done, 100)\n`,
  'clock.ts': `export const now = () => performance.now()\n`,
  'date.ts': `export const now = () => Date.now()\n`,
  'signal.ts': `export const bound = () => AbortSignal.timeout(100)\n`,
  'race.ts': `export const first = (some: Promise<void>[]) => Promise.race(some)\n`,
}

test('The linter refuses timers, clocks and races in a check', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-'))
  try {
    const checks = join(folder, 'suites/rfc3207/server')
    await mkdir(checks, { recursive: true })
    await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
    for (const [name, source] of Object.entries(sleeps)) await writeFile(join(checks, name), source)
    const linted = promisify(execFile)(join(root, 'node_modules/.bin/oxlint'), ['--format=unix', 'suites'], {
      cwd: folder,
    })
    const { stdout } = (await linted.catch((error: unknown) => error)) as { stdout: string }
    const refused = stdout.split('\n').filter((line) => line.includes('eslint(no-restricted-'))
    expect(refused.map((line) => basename(line.split(':')[0]!)).toSorted()).toEqual(Object.keys(sleeps).toSorted())
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('Whatever waits in the suites all the same is named in docs/soak.md', () => {
  const document = readFileSync(join(root, 'docs/soak.md'), 'utf8')
  const waiting = globSync('suites/**/*.ts', { cwd: root }).filter((file) =>
    /oxlint-disable.* no-restricted-(imports|globals|properties) /.test(readFileSync(join(root, file), 'utf8')),
  )
  const named = [...document.matchAll(/`(suites\/[^`]*\.ts)`/g)].map(([, file]) => file!)
  expect([...new Set(named)].toSorted()).toEqual(waiting.filter((file) => !file.endsWith('.test.ts')).toSorted())
})
