import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot } from '../harness/package-root.ts'
import { packageVersion } from '../suites/package-version.ts'

/** What GitHub reads of a composite action, and nothing else. */
const actionSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  author: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.enum(['green', 'blue', 'white']) }),
  inputs: z.record(
    z.string().regex(/^[a-z][a-z-]*$/),
    z.strictObject({ description: z.string().min(10), default: z.string().optional() }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: z.string(), value: z.string() })),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.union([
        z.strictObject({
          id: z.string(),
          name: z.string(),
          shell: z.literal('bash'),
          env: z.record(z.string(), z.string()),
          run: z.string(),
        }),
        z.strictObject({
          if: z.string().optional(),
          uses: z.string().regex(/^[\w/-]+@v\d+$/),
          with: z.record(z.string(), z.union([z.string(), z.number()])),
        }),
      ]),
    ),
  }),
})

const action = actionSchema.parse(parse(await readFile(join(packageRoot(), 'action.yml'), 'utf8')))
const step = action.runs.steps.find((each) => 'run' in each)!
const uploads = action.runs.steps.flatMap((each) => ('uses' in each && each.if ? [each] : []))

/** The step of the action as a runner carries it out, with a mailtls that runs from source in the place of npm's. */
async function perform(inputs: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'mailtls-action-'))
  try {
    await install(join(folder, 'node_modules'))
    const [summary, output] = [join(folder, 'summary'), join(folder, 'output')]
    const env = Object.entries(step.env).map(([name, value]) => [name, valueOf(value, inputs)])
    // as GitHub calls it
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: folder,
      env: {
        ...process.env,
        GITHUB_ACTION_PATH: packageRoot(),
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_OUTPUT: output,
        ...Object.fromEntries(env),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    const [exitCode] = (await once(child, 'close')) as [number]
    const read = (path: string) => readFile(path, 'utf8').catch(() => '')
    const files = (await readdir(folder)).filter((name) => !['node_modules', 'summary', 'output'].includes(name))
    const reports = await readdir(join(folder, 'mailtls-report')).catch((): string[] => [])
    return { exitCode, said, files, reports, summary: await read(summary), output: await read(output) }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** GitHub puts the value of an input wherever it is named. */
function valueOf(text: string, inputs: Record<string, string>): string {
  return text.replace(/\$\{\{ inputs\.([a-z-]+) \}\}/g, (_all, name: string) => {
    const known = action.inputs[name]
    if (!known) throw new Error(`expected an input of the action, found ${name}`)
    return inputs[name] ?? known.default ?? ''
  })
}

async function install(modules: string): Promise<void> {
  const own = join(modules, 'mailtls')
  await mkdir(join(modules, '.bin'), { recursive: true })
  await mkdir(own)
  const definition = { name: 'mailtls', version: packageVersion(), bin: { mailtls: 'mailtls.sh' } }
  await writeFile(join(own, 'package.json'), JSON.stringify(definition))
  const command = `exec '${process.execPath}' '${join(packageRoot(), 'cli/bin.ts')}' "$@"`
  await writeFile(join(own, 'mailtls.sh'), `#!/bin/sh\n${command}\n`, { mode: 0o755 })
  await symlink('../mailtls/mailtls.sh', join(modules, '.bin', 'mailtls'))
}

const quick = '--check\nrfc3207/server/starttls-works'
const vulnerable = '--server=smtp-server-3.18\n--check\nrfc3207/server/injection-partial-line'

describe('The GitHub action', () => {
  test('gives inputs to the shell by its environment only, all of them', () => {
    expect(step.run).not.toContain('${{')
    const named = Object.values(step.env).map((value) => /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value)?.[1])
    expect(new Set([...named, 'sarif', 'artifact'])).toEqual(new Set(Object.keys(action.inputs)))
    for (const name of Object.keys(step.env)) expect(step.run).toContain(`$${name}`)
  })

  test('uploads SARIF and the report even where something fails', () => {
    expect(uploads.map(({ uses }) => uses.split('@')[0])).toEqual([
      'github/codeql-action/upload-sarif',
      'actions/upload-artifact',
    ])
    for (const upload of uploads) expect(upload.if).toMatch(/^always\(\) && /)
  })

  test('certifies, and leaves all reports and a summary', async () => {
    const { exitCode, reports, summary, output } = await perform({ args: quick })
    expect(exitCode).toBe(0)
    expect(reports.toSorted()).toEqual(['junit.xml', 'report.html', 'report.json', 'report.sarif', 'summary.md'])
    expect(summary).toContain('compliant')
    expect(output).toBe('sarif=true\nexit-code=0\n')
  })

  test('fails where mailtls does, by its exit code, with all reports', async () => {
    const { exitCode, summary, output, reports } = await perform({ args: vulnerable })
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: 'sarif=true\nexit-code=1\n' })
    expect(summary).toContain('not compliant')
    expect(reports).toContain('report.sarif')
  })

  test('hands on several URLs, lines and a level', async () => {
    const { exitCode, said } = await perform({
      server: 'smtp://127.0.0.1:1 submission://127.0.0.1:1\n  imap://127.0.0.1:1\n',
      level: 'should',
      args: '--dry-run\n\n--suite\nrfc2595\n',
      reporter: 'terminal',
    })
    expect(exitCode).toBe(0)
    expect(said).toContain('on imap://127.0.0.1:1')
  })

  const hostile = ['"; touch pwned; "', "'; touch pwned; '", '$(touch pwned)', '`touch pwned`', '& touch pwned #']
  test.for(hostile)('takes inputs for text, though they say %s', async (text) => {
    const everywhere = Object.fromEntries(Object.keys(action.inputs).map((name) => [name, text]))
    const { exitCode, files, output } = await perform({ ...everywhere, version: '' })
    expect(exitCode).toBe(64)
    expect(files).not.toContain('pwned')
    expect(output).toBe('exit-code=64\n')
    const other = await perform({ version: text })
    expect(other.exitCode).not.toBe(0)
    expect(other.files).not.toContain('pwned')
  })

  test('lets nobody whose words stand in the log give commands to the runner', async () => {
    const { said } = await perform({ level: '::add-mask::a' })
    const [, token] = /^::stop-commands::(\S{30,})$/m.exec(said)!
    const [before, within, after] = said.split(new RegExp(`^::(?:stop-commands::)?${token}(?:::)?$`, 'm'))
    expect(within).toContain('::add-mask::a')
    expect(before! + after!).not.toContain('::')
  })

  test('has one output for its exit code, whatever a report directory is called', async () => {
    const { output } = await perform({ args: quick, 'report-dir': 'a b\nsarif=false' })
    expect(output).toMatch(/^(sarif=true\n)?exit-code=\d+\n$/)
  })
})
