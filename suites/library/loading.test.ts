import { execa } from 'execa'
import { expect, test } from 'vitest'

const library = new URL('./mailtls.ts', import.meta.url).href
const bin = new URL('../../cli/bin.ts', import.meta.url).href

/** The packages that a program loads, by a hook that sees each of its modules. */
async function packagesLoadedBy(program: string, args: readonly string[] = []): Promise<string[]> {
  const hook = `import { registerHooks } from 'node:module'
    const loaded = new Set()
    registerHooks({ load(url, context, next) { loaded.add(url.match(/node_modules\\/((?:@[^/]+\\/)?[^/]+)/)?.[1]); return next(url, context) } })
    process.on('exit', () => process.stderr.write([...loaded].join(' ')))`
  const options = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, '--input-type=module-typescript']
  const { stderr } = await execa(process.execPath, [...options, '--eval', program, '--', ...args])
  return stderr.split('\n').at(-1)!.split(' ')
}

test.concurrent('What imports the library, or starts the reference, loads neither testcontainers nor execa', async ({
  expect: expects,
}) => {
  const program = `const { certify, startClient, startServer } = await import('${library}')
    await using server = await startServer()
    await using client = await startClient('reference')
    await client.submit(server.endpoint('submission'), server)
    await certify(server, { checks: ['rfc3207/server/starttls-works'] })`
  const loaded = await packagesLoadedBy(program)
  expects(loaded).toContain('@peculiar/x509')
  expects(loaded).not.toContain('testcontainers')
  expects(loaded).not.toContain('execa')
})

test.concurrent('mailtls certify of the reference does not load testcontainers', async ({ expect: expects }) => {
  const args = ['certify', '--check', 'rfc3207/server/starttls-works', '--allow-undecided']
  const program = `process.argv.splice(1, 0, 'mailtls'); await import('${bin}')`
  const loaded = await packagesLoadedBy(program, args)
  expects(loaded).toContain('commander')
  expects(loaded).not.toContain('testcontainers')
})

test('One that asks for a container engine loads it', async () => {
  const engine = new URL('../../harness/container/engine.ts', import.meta.url).href
  expect(await packagesLoadedBy(`await (await import('${engine}')).loadTestcontainers()`)).toContain('testcontainers')
})
