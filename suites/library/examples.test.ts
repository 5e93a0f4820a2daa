import { globSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.ts'
import { type ExampleFolder, exampleFolder, examplesIn, isTest, printedBy } from '../testing/doc-examples.ts'

const root = packageRoot()
const files = [
  'README.md',
  'docs/*.md',
  'suites/library/*.ts',
  'suites/check.ts',
  'suites/checks.ts',
  'suites/ledger.ts',
  'certs/authority.ts',
  'harness/errors.ts',
]
const examples = files.flatMap((pattern) => globSync(join(root, pattern))).flatMap(examplesIn)
const titled = examples.map((example) => [`${relative(root, example.file)}:${example.line}`, example] as const)

let folder: ExampleFolder
beforeAll(async () => void (folder = await exampleFolder()))
afterAll(async () => await folder[Symbol.asyncDispose]())

test('The compiler takes every example in documents and docstrings', async () => {
  expect(examples.length).toBeGreaterThan(10)
  expect(await folder.typeErrors(examples)).toBe('')
})

test.concurrent.for(titled)('The example at %s runs, and prints what it says', async ([, example], { expect }) => {
  const { exitCode, output } = await folder.run(example)
  expect(exitCode, output).toBe(0)
  if (isTest(example)) return
  const expected = printedBy(example)
  const lines = output.split('\n').filter((line) => line !== '')
  expect(lines.map((line, i) => (agrees(line, expected[i]) ? expected[i] : line))).toEqual(expected)
})

/** Whether a line is what was said of it, where `…` stands for anything. */
function agrees(line: string, said = ''): boolean {
  const [start = '', end] = said.split('…')
  return end === undefined ? line === said : line.startsWith(start) && line.endsWith(end)
}
