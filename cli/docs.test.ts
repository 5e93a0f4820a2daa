import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineClient } from '../harness/container/engine.ts'
import { needsEngine, needsNight, skippedWithout } from '../harness/testing/needs.ts'
import { imageOf } from '../harness/container/image.ts'
import { serverFolder } from '../servers/server-folder.ts'
import { type Fence, fencesIn } from '../suites/testing/fences.ts'
import { readConfig } from './config/read-config.ts'
import { commandsIn, type ShownCommand } from './testing/docs/commands.ts'
import { type UsersFolder, usersFolder } from './testing/docs/folder.ts'
import { canMakeNetwork, type ExampleNetwork, startExampleNetwork } from './testing/docs/network.ts'

const root = join(import.meta.dirname, '..')
const files = ['README.md', 'CONTRIBUTING.md', 'docs/*.md'].flatMap((pattern) => globSync(join(root, pattern)))
const at = ({ file, line }: { file: string; line: number }) => `${relative(root, file)}:${line}`
const ciLines = ['run', 'nightly'].flatMap((name) => readFileSync(join(root, '.ci', name), 'utf8').split('\n'))

/** What CI does itself, and whatever would run these tests again. */
const isStep = (command: string) =>
  ciLines.some((line) => `${line} `.startsWith(`step ${command} `) || (isAtOnce(line) && line.includes(`'${command}'`)))
const isAtOnce = (line: string) => line.includes('steps_at_once ')
const belongsToCi = (command: string) => command.split(' && ').some((part) => part.startsWith('npm ') || isStep(part))

const needsImage = (command: string) => command.includes('my-mail-server')
const startsContainer = (command: string) =>
  /--(image|server|client) /.test(command) && !/--(server|client) reference/.test(command)
const isConfig = ({ text }: Fence) => text.startsWith('# mailtls.yaml\n')

/** A command, the mailtls.yaml that stands last before it, and whether either speaks of example.org. */
function withConfig(shown: ShownCommand) {
  const config = fencesIn(shown.file).findLast((fence) => isConfig(fence) && fence.line < shown.line)?.text
  const used = shown.command.includes('mailtls.yaml') ? config : undefined
  return { ...shown, config: used, needsNetwork: `${shown.command}${used}`.includes('example.org') }
}

const [lackingEngine, network] = [await needsEngine(), canMakeNetwork()]
/** What README does not show takes minutes, and other tests run commands like it. */
const isForTheNight = ({ file }: Pick<ShownCommand, 'file'>) => !file.endsWith('README.md')

const missingFor = ({ command, needsNetwork, ...shown }: ReturnType<typeof withConfig>) => [
  ...(startsContainer(command) ? lackingEngine : []),
  ...(isForTheNight(shown) ? needsNight : []),
  ...(needsNetwork && !network ? ['root on Linux, for a network of its own'] : []),
]

// each document has a folder and a network of its own; what it shows is done in its order
describe.concurrent.each(files.map((file) => [relative(root, file), file]))('The commands in %s', (_name, file) => {
  let folder: UsersFolder
  let example: ExampleNetwork | undefined
  const shown = commandsIn(file).map(withConfig)
  const run = shown.filter(({ command }) => !belongsToCi(command))

  beforeAll(async () => {
    folder = await usersFolder()
    if (lackingEngine.length === 0 && run.some(({ command }) => needsImage(command)))
      await tagImage('postfix', 'my-mail-server')
    if (network && run.some(({ needsNetwork }) => needsNetwork)) example = await startExampleNetwork(folder.path)
  })
  afterAll(async () => {
    await example?.[Symbol.asyncDispose]()
    folder[Symbol.dispose]()
  })

  test('that belong to CI are steps of .ci/run or .ci/nightly', { concurrent: false }, () => {
    const parts = shown.filter((each) => !run.includes(each)).flatMap(({ command }) => command.split(' && '))
    expect(parts.filter((part) => !isStep(part))).toEqual([])
  })

  for (const [i, each] of run.entries()) {
    const { command, exitCode, config, needsNetwork } = each
    // what stands beneath a command in its fence may read what that has made
    const upToIt = run.slice(0, i + 1).filter(({ line }) => line === each.line)
    const needs = skippedWithout([...new Set(upToIt.flatMap(missingFor))])
    // a whole certification of a real server, beside other tests
    const options = { concurrent: false, timeout: 180_000 }
    test.skipIf(needs)(`${at(each)}: ${command} ends with ${exitCode}${needs}`, options, async () => {
      const { run: inFolder, write } = folder
      if (config) write('mailtls.yaml', config)
      const ended = await inFolder(command, needsNetwork ? example!.inside : [])
      const lastLines = `${ended.stdout}${ended.stderr}`.split('\n').slice(-30).join('\n')
      expect(ended.exitCode, lastLines).toBe(exitCode)
    })
  }
})

/** The file that a block says it shows. */
const sourceOf = ({ text }: Fence) => /^\/\/ ((?:certs|harness|servers|clients|suites|cli)\/\S+)\n/.exec(text)?.[1]

test.each(
  files.flatMap(fencesIn).flatMap((fence) => {
    const source = sourceOf(fence)
    return source ? [[at(fence), source, fence.text] as const] : []
  }),
)('The code at %s is that of %s', (_where, source, text) => {
  expect(text.slice(text.indexOf('\n') + 1)).toBe(readFileSync(join(root, source), 'utf8'))
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
