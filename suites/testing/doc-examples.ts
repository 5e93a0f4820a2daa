import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { execa } from 'execa'
import { packageRoot } from '../../harness/package-root.ts'
import { type Fence, fencesIn, fencesOf } from './fences.ts'

/** Where each entry of the package comes from. */
const entries = { mailtls: 'mailtls.ts', 'mailtls/vitest': 'vitest.ts' } as const

/** The `ts` blocks of a Markdown file that use the package, or those in the docstrings of a TypeScript file. */
export function examplesIn(file: string): Fence[] {
  const fences = file.endsWith('.ts') ? docstringFences(file) : fencesIn(file)
  return fences.filter(({ language, text }) => language === 'ts' && fromPackage.test(text))
}

function docstringFences(file: string): Fence[] {
  const unwrapped = readFileSync(file, 'utf8').replaceAll(/^ *\* ?/gm, '')
  return fencesOf(unwrapped, file)
}

const fromPackage = /\b(from|import) '(mailtls(?:\/vitest)?)'/

/** Whether an example is a file of Vitest's rather than a module to run. */
export function isTest({ text }: Fence): boolean {
  return /\b(from|import) '(vitest|mailtls\/vitest)'/.test(text)
}

/** What an example says that it prints: the comments behind its calls of `console.log`. `…` stands for anything. */
export function printedBy({ text }: Fence): string[] {
  return [...text.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, printed = '']) => printed)
}

/** What came of an example. */
export interface Ran {
  exitCode?: number
  /** on stdout and stderr, in the order of arrival */
  output: string
}

/** A folder in which examples run as they would beside an installed package, on the sources. Dispose it to remove it. */
export interface ExampleFolder extends AsyncDisposable {
  /** Runs an example, as a module by Node or as a test by Vitest, with arguments behind it. */
  run: (example: Fence, args?: readonly string[]) => Promise<Ran>
  /** Has the compiler read all of them, strictly; what it says, if anything. */
  typeErrors: (examples: readonly Fence[]) => Promise<string>
}

/** Makes one, with the packages that this project has installed. */
export async function exampleFolder(): Promise<ExampleFolder> {
  const root = packageRoot()
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-examples-'))
  const modules = join(root, 'node_modules')
  symlinkSync(modules, join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  // Node loads the sources, as it would an installed package: Vite would have to transform each of them
  const external = `[/^${root.replaceAll('/', '\\/')}\\//]`
  const vitestConfig = `export default { test: { server: { deps: { external: ${external} } } } }`
  writeFileSync(join(folder, 'vitest.config.js'), vitestConfig)
  const write = (example: Fence): string => {
    const name = `${relative(root, example.file).replaceAll('/', '-')}-${example.line}${isTest(example) ? '.test' : ''}.ts`
    writeFileSync(join(folder, name), onSources(example.text, root))
    return name
  }
  return {
    async run(example, args = []) {
      const name = write(example)
      const command = isTest(example) ? [join(modules, 'vitest/vitest.mjs'), 'run', name] : [name]
      const options = { cwd: folder, all: true, reject: false, env: { NO_COLOR: '1', FORCE_COLOR: undefined } } as const
      const { exitCode, all } = await execa(process.execPath, [...command, ...args], options)
      return { exitCode, output: all }
    },
    async typeErrors(examples) {
      const files = examples.map(write)
      const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
        compilerOptions: object
      }
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: { ...compilerOptions, rewriteRelativeImportExtensions: false }, files }),
      )
      const { stdout } = await execa(join(modules, '.bin/tsc'), ['--project', folder], { cwd: folder, reject: false })
      return stdout
    },
    [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true, force: true }),
  }
}

function onSources(text: string, root: string): string {
  return text.replaceAll(new RegExp(fromPackage, 'g'), (_all, word: string, entry: keyof typeof entries) => {
    return `${word} '${join(root, 'suites/library', entries[entry])}'`
  })
}
