import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { createAuthority } from './authority.ts'

const { cache } = createRequire(import.meta.url)
const isLoaded = () => Object.keys(cache).some((file) => file.includes('@peculiar/x509'))

test('the library is loaded by the first authority, not by the import', async () => {
  expect(isLoaded()).toBe(false)
  await createAuthority()
  expect(isLoaded()).toBe(true)
})
