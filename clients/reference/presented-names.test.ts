import { execa } from 'execa'
import { expect, test } from 'vitest'

/** In a process of its own, in which nothing has loaded tls. */
const program = `
  import { X509Certificate } from 'node:crypto'
  import { createRequire } from 'node:module'
  import { testAuthority } from '../../harness/testing/identity.ts'
  import { presentedNames } from './presented-names.ts'
  const { cert } = await (await testAuthority()).issue('valid', { cn: 'mail.test' })
  const { cn } = presentedNames(new X509Certificate(cert).raw)
  console.log(...cn, typeof createRequire(import.meta.url)('node:tls').createSecureContext)`

test('Reading names leaves tls whole, where it is loaded later', async () => {
  const { stdout } = await execa(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
  })
  expect(stdout).toBe('mail.test function')
})
