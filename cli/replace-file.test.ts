import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldersForTests } from '../harness/testing/folders.ts'
import { replaceFile } from './replace-file.ts'

const newFolder = foldersForTests()

test('A file is replaced where a link leads, and keeps its permissions; a new one gets those that were asked for', async () => {
  const folder = newFolder()
  const [file, link, secret] = ['file', 'link', 'secret'].map((name) => join(folder, name)) as [string, string, string]
  writeFileSync(file, 'old')
  chmodSync(file, 0o640)
  symlinkSync(file, link)
  await replaceFile(link, 'new', { durably: true })
  await replaceFile(secret, 'x', { mode: 0o600, durably: false })
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect([file, secret].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['640', '600'])
  expect(readdirSync(folder).toSorted()).toEqual(['file', 'link', 'secret'])
})

test('Where it cannot be written, what stood there stays, and nothing lies beside it', async () => {
  const folder = newFolder()
  mkdirSync(join(folder, 'directory'))
  await expect(replaceFile(join(folder, 'directory'), 'new', { durably: false })).rejects.toMatchObject({
    code: 'EISDIR',
  })
  expect(readdirSync(folder)).toEqual(['directory'])
})

test('A run that is killed while it writes leaves the old file whole, and the next one removes the half of the new', async () => {
  const folder = newFolder()
  const file = join(folder, 'report.json')
  writeFileSync(file, 'old')
  const module = JSON.stringify(join(import.meta.dirname, 'replace-file.ts'))
  const script = `import(${module}).then(({ replaceFile }) => replaceFile(process.argv[1], Buffer.alloc(1e9), { durably: true }))`
  const begun = once(watch(folder), 'change')
  const child = spawn(process.execPath, ['-e', script, file], { stdio: 'ignore' })
  await begun
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(readFileSync(file, 'utf8')).toBe('old')
  expect(readdirSync(folder)).toHaveLength(2)
  await replaceFile(join(folder, 'other'), '', { durably: false })
  expect(readdirSync(folder).toSorted()).toEqual(['other', 'report.json'])
})
