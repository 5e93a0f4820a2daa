import { execa } from 'execa'
import { expect, test } from 'vitest'

/** In a process of its own: here another test may have loaded it. */
const program = `
  import { createRequire } from 'node:module'
  import { createAuthority } from './authority.ts'
  const { cache } = createRequire(import.meta.url)
  const isLoaded = () => Object.keys(cache).some((file) => file.includes('@peculiar/x509'))
  const before = isLoaded()
  await createAuthority()
  console.log(before, isLoaded())
`

test('@peculiar/x509 is loaded by the first authority, not by the import', async () => {
  const options = { cwd: import.meta.dirname }
  const { stdout } = await execa(process.execPath, ['--input-type=module-typescript', '--eval', program], options)
  expect(stdout).toBe('false true')
})
