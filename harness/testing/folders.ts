import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Makes empty folders for the tests of a file, as many as it asks for; they are removed behind the last test. */
export function foldersForTests(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'mailtls-test-'))
  afterAll(() => rmSync(root, { recursive: true }))
  return () => mkdtempSync(join(root, 'x-'))
}

/** One of them. */
export function folderForTests(): string {
  return foldersForTests()()
}
