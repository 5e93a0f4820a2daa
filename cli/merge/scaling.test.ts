import { execFile } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { packageRoot } from '../../harness/package-root.ts'
import { fencesIn } from '../../suites/testing/fences.ts'
import { usersFolder, type UsersFolder } from '../testing/docs/folder.ts'

interface Job {
  kind: 'Job'
  spec: {
    completions: number
    parallelism: number
    template: { spec: { containers: { command: string[]; args: string[] }[] } }
  }
}

interface Workflow {
  jobs: {
    certify: { strategy: { matrix: { shard: number[] } }; steps: { with?: Record<string, string> }[] }
    merge: { steps: { run?: string; with?: Record<string, string> }[] }
  }
}

const examples = fencesIn(join(packageRoot(), 'docs/scaling.md'))
  .filter(({ language }) => language === 'yaml')
  .map(({ text }) => parse(text) as Job | Workflow)
const job = examples.find((each) => 'kind' in each)!
const workflow = examples.find((each) => 'jobs' in each)!

describe('What docs/scaling.md shows', () => {
  let folder: UsersFolder
  beforeAll(async () => {
    folder = await usersFolder()
  })
  afterAll(() => folder[Symbol.dispose]())

  const mailtls = async (line: string) => await folder.run(`PATH="$PWD/node_modules/.bin:$PATH"; ${line}`)

  test('of Kubernetes: each index writes its shard, and they merge', { timeout: 120_000 }, async () => {
    const { completions, parallelism, template } = job.spec
    expect(parallelism).toBe(completions)
    const { command } = template.spec.containers[0]!
    const shards = join(folder.path, 'shards')
    mkdirSync(shards)
    const argv = [...command.map((word) => word.replaceAll('/shards', shards)), '--suite', 'rfc2595']
    const perform = async (index: number) =>
      await promisify(execFile)(argv[0]!, argv.slice(1), {
        cwd: folder.path,
        env: {
          ...process.env,
          PATH: `${join(folder.path, 'node_modules/.bin')}:${process.env.PATH}`,
          JOB_COMPLETION_INDEX: String(index),
          RUN: 'a-uid',
        },
      })
    await Promise.all(Array.from({ length: completions }, (_, index) => perform(index)))
    const merged = await mailtls('mailtls merge shards/* --reporter json --allow-undecided')
    expect({ exitCode: merged.exitCode, stderr: merged.stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(merged.stdout)).toMatchObject({ problems: [], subject: { name: 'reference' } })
    rmSync(join(shards, '3'), { recursive: true })
    const part = await mailtls('mailtls merge shards/*')
    expect(part).toMatchObject({ exitCode: 2, stderr: 'mailtls: shard 3/5 is missing: run it, and merge all again\n' })
  })

  test('of GitHub: as many shards as are named, each with an artefact that the other job finds', () => {
    const { certify, merge } = workflow.jobs
    const { shard } = certify.strategy.matrix
    const uses = certify.steps.find((step) => step.with)!.with!
    expect(uses).toMatchObject({ shard: `\${{ matrix.shard }}/${shard.length}` })
    expect(shard).toEqual(shard.map((_, i) => i + 1))
    const found = merge.steps.find((step) => step.with?.pattern)!.with!
    expect(uses.artifact).toBe(found.pattern!.replace('*', '${{ matrix.shard }}'))
    expect(merge.steps.at(-1)!.run).toContain(`mailtls merge ${found.path}/*`)
  })
})
