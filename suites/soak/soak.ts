// Certifies the same again and again in bad weather on the wire, and fails where a verdict differs. See docs/soak.md.
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { publish } from '../measured/publish.ts'
import { differenceText } from './difference-text.ts'
import { doAll } from './pool.ts'
import { Progress } from './progress.ts'
import { tasksOf, wholeNumber } from './plan.ts'
import { kinds } from './subjects.ts'

const { values } = parseArgs({
  options: {
    times: { type: 'string' },
    only: { type: 'string' },
    name: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    round: { type: 'string' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    write: { type: 'boolean' },
  },
})
const { only, name, seed } = values
const kind = kinds.find((each) => each === only)
if (only !== undefined && !kind) throw new Error(`expected --only ${kinds.join('|')}, found ${only}`)
const tasks = tasksOf({ kind, names: name, seed, times: values.times, round: values.round })

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
process.stderr.write(`seed ${seed}\n`)
const progress = new Progress(tasks, stop.signal)
await doAll(tasks, wholeNumber('--jobs', values.jobs), stop.signal, (task, outcome) => {
  for (const difference of progress.add(task, outcome)) {
    process.stdout.write(`${differenceText(task, difference)}\n`)
  }
})
if (stop.signal.aborted) process.stderr.write('interrupted: nothing is published\n')
for (const [each, table] of stop.signal.aborted ? [] : progress.tables()) {
  const given = [
    ...(name ?? []).map((one) => ` --name ${one}`),
    values.times === undefined ? '' : ` --times ${values.times}`,
  ]
  const command = `npm run soak -- --only ${each}${given.join('')} --seed ${seed}`
  publish({ document: 'soak.md', table: each, command }, table)
}
if (progress.failed || stop.signal.aborted) process.exitCode = 1
