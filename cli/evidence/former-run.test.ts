import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeFormer } from './former-run.ts'

const kind = { folder: 'notes', ending: '.txt', mark: 'ours/1', markAt: 2 }

async function reportDirectory(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'mailtls-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

test('Only files that bear our mark in its place are removed, half-written ones too; the names of all others are told', async () => {
  await using directory = await reportDirectory()
  const folder = join(directory.path, 'notes')
  await mkdir(join(folder, 'folder.txt'), { recursive: true })
  const files = {
    'a.txt': '  ours/1 and more',
    'killed.txt.1234567': '  ours/1 half',
    'of-another-kind.md': '  ours/1',
    'Mine.txt': 'what I think of this: ours/1',
    'quoted.txt': 'ours/1',
    'later.txt': '  ours/2',
    'short.txt': '  ou',
    'empty.txt': '',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await writeFile(join(directory.path, 'elsewhere.txt'), '  ours/1')
  await symlink(join(directory.path, 'elsewhere.txt'), join(folder, 'link.txt'))
  const others = await removeFormer(directory.path, kind)
  const left = [
    'Mine.txt',
    'empty.txt',
    'folder.txt',
    'later.txt',
    'link.txt',
    'of-another-kind.md',
    'quoted.txt',
    'short.txt',
  ]
  expect((await readdir(folder)).toSorted()).toEqual(left)
  expect([...others].toSorted()).toEqual(left.map((name) => name.toLowerCase()).toSorted())
  expect(await readFile(join(directory.path, 'elsewhere.txt'), 'utf8')).toBe('  ours/1')
})

test('Where there was no run before, there is nothing to remove', async () => {
  await using directory = await reportDirectory()
  expect(await removeFormer(directory.path, kind)).toEqual(new Set())
})

test('A file in the place of the folder is an error of its own', async () => {
  await using directory = await reportDirectory()
  await writeFile(join(directory.path, 'notes'), 'ours/1')
  await expect(removeFormer(directory.path, kind)).rejects.toMatchObject({
    code: 'not-writable',
    message: expect.stringMatching(/\/notes, but that fails \(ENOTDIR\)$/),
  })
})
