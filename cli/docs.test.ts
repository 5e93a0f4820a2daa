import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineClient, hasEngine } from '../harness/container/engine.ts'
import { imageOf } from '../harness/container/image.ts'
import { serverFolder } from '../servers/package-root.ts'
import { type Fence, fencesIn } from '../suites/testing/fences.ts'
import { readConfig } from './config/read-config.ts'
import { commandsIn, type ShownCommand } from './testing/docs/commands.ts'
import { usersFolder } from './testing/docs/folder.ts'
import { canMakeNetwork, type ExampleNetwork, startExampleNetwork } from './testing/docs/network.ts'

const root = join(import.meta.dirname, '..')
const files = ['README.md', 'CONTRIBUTING.md', 'docs/*.md'].flatMap((pattern) => globSync(join(root, pattern)))
const at = ({ file, line }: { file: string; line: number }) => `${relative(root, file)}:${line}`
const ci = readFileSync(join(root, '.ci/run'), 'utf8')

const runByCi = ({ command }: ShownCommand) => command.split(' && ').every((part) => ci.includes(`step ${part}\n`))
const needsNetwork = ({ command }: ShownCommand) => command.includes('example.org')
const needsImage = ({ command }: ShownCommand) => command.includes('my-mail-server')
const needsEngine = ({ command }: ShownCommand) =>
  /--(image|server|client) /.test(command) && !/--(server|client) reference/.test(command)
const isConfig = ({ text }: Fence) => text.startsWith('# mailtls.yaml\n')

const [engine, network] = [await hasEngine(), canMakeNetwork()]
const missingFor = (shown: ShownCommand) => [
  ...(needsEngine(shown) && !engine ? ['a container engine: npm run engine'] : []),
  ...(needsNetwork(shown) && !network ? ['root on Linux, for a network of its own'] : []),
]

const withCommands = files.filter((file) => commandsIn(file).length > 0)

describe.each(withCommands.map((file) => [relative(root, file), file]))('The commands in %s:', (_name, file) => {
  const folder = usersFolder()
  let example: ExampleNetwork | undefined
  const commands = commandsIn(file).filter((shown) => !runByCi(shown))
  const configs = fencesIn(file).filter(isConfig)

  beforeAll(async () => {
    if (engine && commands.some(needsImage)) await tagImage('postfix', 'my-mail-server')
    if (network && commands.some(needsNetwork)) example = await startExampleNetwork((await folder).path)
  })
  afterAll(async () => {
    await example?.[Symbol.asyncDispose]()
    ;(await folder)[Symbol.dispose]()
  })

  test.each(
    commandsIn(file)
      .filter(runByCi)
      .map((shown) => [at(shown), shown.command]),
  )('%s: %s is a step of .ci/run', (_at, command) => {
    for (const part of command.split(' && ')) expect(ci).toContain(`step ${part}\n`)
  })

  for (const shown of commands) {
    const missing = missingFor(shown)
    const needs = missing.length > 0 ? ` (skipped: needs ${missing.join(' and ')})` : ''
    test.skipIf(needs)(`${at(shown)}: ${shown.command} ends with ${shown.exitCode}${needs}`, async () => {
      const { run, write } = await folder
      const config = configs.findLast(({ line }) => line < shown.line)
      if (config && shown.command.includes('mailtls.yaml')) write('mailtls.yaml', config.text)
      const ended = await run(shown.command, needsNetwork(shown) ? example!.inside : [])
      const told = ended.exitCode === shown.exitCode ? '' : `${ended.stdout}${ended.stderr}`
      expect({ exitCode: ended.exitCode, told }).toEqual({ exitCode: shown.exitCode, told: '' })
    })
  }
})

test.each(
  files
    .flatMap(fencesIn)
    .filter(isConfig)
    .map((fence) => [at(fence), fence.text]),
)('The configuration at %s is valid', async (_where, text) => {
  using folder = await usersFolder()
  process.env.PW = 'correct-horse'
  folder.write('mailtls.yaml', text)
  expect(() => readConfig(join(folder.path, 'mailtls.yaml'))).not.toThrow()
})

async function tagImage(server: string, repo: string): Promise<void> {
  const image = await imageOf(server, serverFolder(server))
  const { container } = await engineClient()
  await container.dockerode.getImage(image).tag({ repo, tag: 'latest' })
}
