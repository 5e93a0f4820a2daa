import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldersForTests } from '../../harness/testing/folders.ts'
import { removeFormer } from './former-run.ts'

const kind = { folder: 'notes', ending: '.txt', mark: 'ours/1', markAt: 2 }

const newFolder = foldersForTests()

test('Only files that bear our mark in its place are removed; the names of all others are told', async () => {
  const directory = newFolder()
  const folder = join(directory, 'notes')
  await mkdir(join(folder, 'folder.txt'), { recursive: true })
  const files = {
    'a.txt': '  ours/1 and more',
    'of-another-kind.md': '  ours/1',
    'Mine.txt': 'what I think of this: ours/1',
    'quoted.txt': 'ours/1',
    'later.txt': '  ours/2',
    'short.txt': '  ou',
    'empty.txt': '',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await writeFile(join(directory, 'elsewhere.txt'), '  ours/1')
  await symlink(join(directory, 'elsewhere.txt'), join(folder, 'link.txt'))
  const others = await removeFormer(directory, kind)
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
  expect(await readFile(join(directory, 'elsewhere.txt'), 'utf8')).toBe('  ours/1')
})

test('Where there was no run before, there is nothing to remove', async () => {
  const directory = newFolder()
  expect(await removeFormer(directory, kind)).toEqual(new Set())
})

test('A file in the place of the folder is an error of its own', async () => {
  const directory = newFolder()
  await writeFile(join(directory, 'notes'), 'ours/1')
  await expect(removeFormer(directory, kind)).rejects.toMatchObject({
    code: 'not-writable',
    message: expect.stringMatching(/\/notes, but that fails \(ENOTDIR\)$/),
  })
})
