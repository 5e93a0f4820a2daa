import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'
import { folderForTests } from './testing/folders.ts'

const parent = folderForTests()
afterEach(() => vi.unstubAllEnvs())

test('A temporary folder is where TMPDIR says, open to this user only, and gone when it is disposed of', async () => {
  vi.stubEnv('TMPDIR', parent)
  const folder = await temporaryFolder()
  expect(folder.path.startsWith(`${parent}/mailtls-`)).toBe(true)
  expect(statSync(folder.path).mode & 0o777).toBe(0o700)
  await folder[Symbol.asyncDispose]()
  expect(existsSync(folder.path)).toBe(false)
})

test('Where none can be made, that is told with what to do', async () => {
  vi.stubEnv('TMPDIR', join(parent, 'none'))
  await expect(temporaryFolder()).rejects.toMatchObject({
    code: 'not-writable',
    message: `expected to make a folder for temporary files in ${parent}/none, but that fails (ENOENT): set TMPDIR to a folder that can be written to`,
  })
})
