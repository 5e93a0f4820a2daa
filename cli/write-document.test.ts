import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writableDirectory } from './write-document.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailtls-write-'))
})
afterAll(async () => await rm(folder, { recursive: true }))

test('A directory is made with those above it, by several at once, too', async () => {
  const path = join(folder, 'a/b/c')
  expect(await Promise.all([writableDirectory(path), writableDirectory(path)])).toEqual([path, path])
  expect((await stat(path)).isDirectory()).toBe(true)
  expect(await writableDirectory(path)).toBe(path)
})

test.runIf(process.platform === 'linux')('Where the system makes no directories, that is told at once', async () => {
  await expect(writableDirectory('/proc/mailtls/out')).rejects.toMatchObject({ code: 'not-writable' })
})

test('What is in the way of a directory is told', async () => {
  await writeFile(join(folder, 'file'), '')
  await symlink(join(folder, 'nowhere'), join(folder, 'dangling'))
  for (const name of ['file', 'file/x', 'dangling', 'dangling/x']) {
    await expect(writableDirectory(join(folder, name))).rejects.toMatchObject({ code: 'not-writable' })
  }
})
