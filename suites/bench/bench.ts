// Measures, without asserting: what a verdict costs on the embedded reference and on real servers in containers.
import type { Check, CheckResult } from '../../harness/check.ts'
import { run } from '../../harness/run.ts'
import type { Protocol } from '../../harness/subject.ts'
import type { StartedSubject } from '../../servers/catalogue-server.ts'
import { servers } from '../../servers/catalogue.ts'
import { hasEngine } from '../../harness/container/engine.ts'
import { allChecks } from '../checks.ts'
import { tlsChecks } from '../rfc8314/tls/checks.ts'
import { measureClients } from './clients.ts'
import { median, repeated, tell } from './measure.ts'

const injection = allChecks.filter(({ id }) => id.endsWith('/injection-same-segment'))
const upgradeable: readonly Protocol[] = ['smtp', 'submission', 'imap', 'pop3']

for (const name of ['reference', ...((await hasEngine()) ? ['postfix', 'dovecot'] : [])]) {
  const start = performance.now()
  await using subject = await servers.find((server) => server.name === name)!.start()
  const startMs = performance.now() - start
  await measure(subject, startMs)
}
if (await hasEngine()) await measureClients()

async function measure(subject: StartedSubject, startMs: number): Promise<void> {
  const served = subject.endpoints.map(({ protocol }) => protocol)
  const [whole, slowest, count] = await certified(subject)
  const rows: Record<string, string> = { 'start of the subject': `${startMs.toFixed(0)} ms` }
  for (const protocol of upgradeable.filter((each) => served.includes(each))) {
    const { durationMs } = await onOne(subject, protocol, injection)
    rows[`injection verdict with control, ${protocol}`] = `${durationMs.toFixed(1)} ms`
  }
  const last = served.at(-1)!
  rows[`versions, suites, certificate, ${last}`] = `${(await onOne(subject, last, tlsChecks)).wholeMs.toFixed(0)} ms`
  rows['whole certification'] = `${whole.toFixed(0)} ms, ${count} results`
  rows['slowest check'] = `${slowest.durationMs.toFixed(0)} ms (${slowest.id})`
  rows['whole ÷ slowest'] = (whole / slowest.durationMs).toFixed(1)
  rows['results per second'] = ((count / whole) * 1000).toFixed(0)
  rows['peak RSS'] = `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`
  tell(`${subject.name} ${subject.version ?? ''}`, rows)
}

/** The whole run: ms, its slowest check, and how many results it has. */
async function certified(subject: StartedSubject): Promise<[number, CheckResult, number]> {
  const runs = await repeated(async () => await run(subject, allChecks))
  const { results } = runs[0]!.value
  const slowest = runs.map(({ value }) => value.results.toSorted((a, b) => b.durationMs - a.durationMs)[0]!)
  const middle = median(slowest.map(({ durationMs }) => durationMs))
  return [median(runs.map(({ ms }) => ms)), slowest.find(({ durationMs }) => durationMs === middle)!, results.length]
}

/** Some checks on one endpoint: how long the run takes, and how long the first check itself. */
async function onOne(subject: StartedSubject, protocol: Protocol, checks: readonly Check[]) {
  const place = subject.endpoints.find((endpoint) => endpoint.protocol === protocol)!.name
  const runs = await repeated(async () => await run(subject, checks, { places: [place] }))
  const durations = runs.map(({ value }) => value.results[0]?.durationMs ?? 0)
  return { wholeMs: median(runs.map(({ ms }) => ms)), durationMs: median(durations) }
}
