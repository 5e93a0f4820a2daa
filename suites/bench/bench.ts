// Measures, without asserting: what a verdict costs on the embedded reference and on Postfix in a container.
import type { CheckResult } from '../../harness/check.ts'
import { run } from '../../harness/run.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import { servers } from '../../servers/catalogue.ts'
import { hasEngine } from '../../servers/container/engine.ts'
import { allChecks } from '../checks.ts'

const rounds = 5
const injection = allChecks.filter(({ id }) => id.endsWith('/injection-same-segment'))

for (const name of ['reference', ...((await hasEngine()) ? ['postfix'] : [])]) {
  const start = performance.now()
  await using subject = await servers.find((server) => server.name === name)!.start()
  const startMs = performance.now() - start
  await measure(subject, startMs)
}

async function measure(subject: StartedSubject, startMs: number): Promise<void> {
  const whole: number[] = []
  const slowest: CheckResult[] = []
  const single: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    const { results } = await run(subject, allChecks)
    whole.push(performance.now() - start)
    slowest.push(results.toSorted((a, b) => b.durationMs - a.durationMs)[0]!)
    const smtp = { ...subject, endpoints: subject.endpoints.filter(({ protocol }) => protocol === 'smtp') }
    single.push((await run(smtp, injection)).results[0]!.durationMs)
  }
  // the first round warms up
  const [wholeMs, singleMs, slowestMs] = [whole, single, slowest.map(({ durationMs }) => durationMs)].map(median)
  const checks = (await run(subject, allChecks)).results.length
  const rows = {
    'start of the subject': `${startMs.toFixed(0)} ms`,
    'injection verdict with control': `${singleMs!.toFixed(1)} ms`,
    'whole certification': `${wholeMs!.toFixed(0)} ms, ${checks} results`,
    'slowest check': `${slowestMs!.toFixed(0)} ms (${slowest.at(-1)!.id})`,
    'whole ÷ slowest': (wholeMs! / slowestMs!).toFixed(1),
    'results per second': ((checks / wholeMs!) * 1000).toFixed(0),
    'peak RSS': `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
  }
  process.stdout.write(`\n${subject.name} ${subject.version ?? ''} (median of ${rounds})\n`)
  for (const [row, value] of Object.entries(rows)) process.stdout.write(`  ${row.padEnd(32)}${value}\n`)
}

function median(values: number[]): number {
  const sorted = values.slice(1).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]!
}
