import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clients } from '../../clients/catalogue.ts'
import { packageRoot } from '../../harness/package-root.ts'
import { servers } from '../../servers/catalogue.ts'
import { examplesIn, isTest } from '../testing/doc-examples.ts'
import { cleanEnvironment, pack, type Packed } from '../testing/packed.ts'

const root = packageRoot()
const works = 'rfc3207/server/starttls-works'

describe('The package, installed into an empty folder elsewhere', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'mailtls-user-'))
  const run = async (file: string, args: readonly string[]) =>
    await execa(file, args, { cwd: folder, all: true, reject: false, env: { ...cleanEnvironment(), NO_COLOR: '1' } })
  let packed: Packed

  beforeAll(async () => {
    packed = await pack()
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }')
    const { devDependencies: own } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>
    }
    const beside = ['vitest', 'typescript', '@types/node'].map((name) => `${name}@${own[name]}`)
    const { exitCode, all } = await run('npm', [
      'install',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      packed.tarball,
      ...beside,
    ])
    if (exitCode !== 0) throw new Error(all)
  }, 300_000)
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await packed?.[Symbol.asyncDispose]()
  })

  test('holds all that servers and clients need, and nothing that only we need', () => {
    const paths = packed.files.map(({ path }) => path)
    const images = servers.filter(({ runs }) => runs === 'container').map(({ name }) => `servers/${name}/Dockerfile`)
    const libraries = [...servers, ...clients].filter(({ name }) => /^(smtp-server|nodemailer|imapflow)/.test(name))
    const locks = libraries.map(({ name }) => expect.stringContaining(`/${name}/package-lock.json`) as string)
    const others = ['clients/image/Dockerfile', 'servers/reference/image/Dockerfile', 'docs/mailtls.schema.json']
    expect(paths).toEqual(
      expect.arrayContaining([...images, ...locks, ...others, 'README.md', 'CHANGELOG.md', 'LICENSE']),
    )
    const superfluous =
      /\.test\.[jd.ts]+$|(^|\/)(testing|tools|bench|recordings|node_modules)\/|^(?!dist\/).*\.ts$|expected\.json$/
    expect(paths.filter((path) => superfluous.test(path))).toEqual([])
    expect(packed.files.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(5_000_000)
  })

  test('certifies by "npx mailtls certify"', async () => {
    const { exitCode, all } = await run('npx', ['mailtls', 'certify', '--check', works, '--allow-undecided'])
    expect(exitCode, all).toBe(0)
    expect(all).toContain('reference')
  })

  test('serves by "mailtls serve" until SIGTERM', async () => {
    const child = spawn(join(folder, 'node_modules/.bin/mailtls'), ['serve', '--protocol', 'smtp'], { cwd: folder })
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
    expect(JSON.parse(line)).toMatchObject({ ready: true, endpoints: [expect.stringMatching(/^smtp:/)] })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  describe('runs what docs/library.md shows:', () => {
    const examples = examplesIn(join(root, 'docs/library.md')).map((example) => {
      return { ...example, name: `example-${example.line}${isTest(example) ? '.test' : ''}.ts` }
    })
    beforeAll(() => {
      for (const { name, text } of examples) writeFileSync(join(folder, name), text)
    })

    test('to the compiler, with the declarations of all libraries read', async () => {
      const strict = [
        '--strict',
        '--exactOptionalPropertyTypes',
        '--noUncheckedIndexedAccess',
        '--skipLibCheck',
        'false',
      ]
      const target = ['--noEmit', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2024,esnext.disposable']
      const names = examples.map(({ name }) => name)
      const { exitCode, all } = await run('npx', ['tsc', ...strict, ...target, '--types', 'node', ...names])
      expect(exitCode, all).toBe(0)
    })

    test('to Vitest', async () => {
      const { exitCode, all } = await run('npx', ['vitest', 'run'])
      expect(exitCode, all).toBe(0)
      expect(all).toMatch(new RegExp(`Test Files +${examples.filter(isTest).length} passed`))
    })

    test.for(examples.filter((example) => !isTest(example)))('to Node: $name', async ({ name }) => {
      const { exitCode, all } = await run(process.execPath, [name])
      expect(exitCode, all).toBe(0)
    })
  })
})
