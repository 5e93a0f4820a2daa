// Tries every property on many more inputs than `npm test` does: --runs N, --seed N, --write for docs/properties.md.
import { parseArgs } from 'node:util'
import { startVitest, type TestCase } from 'vitest/node'
import { runsVariable, seedVariable } from '../../harness/testing/property.ts'
import { publish } from '../measured/publish.ts'

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' }, write: { type: 'boolean' } },
  allowPositionals: true,
})
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31))
process.env[runsVariable] = values.runs
process.env[seedVariable] = seed
const files = positionals.length > 0 ? positionals : ['.property.test.ts']
const vitest = await startVitest('test', files, { watch: false, reporters: ['default'] })
const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests()])
const command = `npm run properties -- --runs ${values.runs} --seed ${seed}`
const rows = tests.map(rowOf).toSorted(([a = ''], [b = '']) => a.localeCompare(b))
const total = [`${tests.length} properties`, '', number(sumOf('runs')), seconds(sumOf('cpuMs')), seed]
publish(
  { document: 'properties.md', table: 'properties', command },
  {
    columns: ['parser', 'property', 'inputs', 'CPU time', 'seed'],
    rows: [...rows, total],
  },
)
await vitest.close()

function rowOf(test: TestCase): string[] {
  const { runs, seed, cpuMs } = test.meta().property ?? { runs: 0, seed: 0, cpuMs: 0 }
  const parser = test.parent.type === 'suite' ? test.parent.name : test.module.relativeModuleId
  const passed = test.result().state === 'passed'
  return [parser, test.name, passed ? number(runs) : `fails behind ${number(runs)}`, seconds(cpuMs), String(seed)]
}

function sumOf(fact: 'runs' | 'cpuMs'): number {
  return tests.reduce((sum, test) => sum + (test.meta().property?.[fact] ?? 0), 0)
}

function number(count: number): string {
  return count.toLocaleString('en')
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
