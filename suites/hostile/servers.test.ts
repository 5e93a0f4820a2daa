import { expect, test } from 'vitest'
import type { Check } from '../../harness/check.ts'
import { run } from '../../harness/run.ts'
import type { Protocol } from '../../harness/subject.ts'
import { hostileServers } from '../../servers/hostile/catalogue.ts'
import { hostileKinds, type HostileServer } from '../../servers/hostile/hostile.ts'
import { startHostile } from '../../servers/hostile/start.ts'
import { allChecks } from '../checks.ts'
import { bounds, faultsIn } from './bounds.ts'
import { sideBySide } from './side-by-side.ts'
import { threeChecks } from './three-checks.ts'

/** Those that let us wait need not do so for the default of 5 s, as they do in `npm run hostile`; a busy machine may need longer. */
function timeoutFor({ told, harmless = [] }: HostileServer, protocol: Protocol): number {
  return /within/.test(told.source) && !harmless.includes(protocol) ? 500 : 20_000
}

/** One protocol of each server where STARTTLS leads, and one where TLS comes first. */
const cases = hostileServers.flatMap((server, i) => {
  const some = server.protocols.filter((protocol) => !protocol.endsWith('s'))
  const implicit = server.protocols.filter((protocol) => protocol.endsWith('s'))
  return [some, implicit].flatMap((each) =>
    each.length > 0 ? [{ server, does: server.does, protocol: each[i % each.length]! }] : [],
  )
})

async function meet(server: HostileServer, protocol: Protocol, checks: readonly Check[], timeoutMs: number) {
  await using subject = await startHostile(server, protocol)
  const start = performance.now()
  const outcome = await run(subject, checks, { timeoutMs })
  return { ...outcome, tookMs: performance.now() - start }
}

const outcomeOf = sideBySide(cases, async ({ server, protocol }) => {
  const ids = threeChecks(protocol)
  const three = allChecks.filter(({ id }) => ids.includes(id))
  const timeoutMs = timeoutFor(server, protocol)
  return { ids, timeoutMs, ...(await meet(server, protocol, three, timeoutMs)) }
})

test.concurrent.for(cases)('A server that $does ($protocol)', async (one) => {
  const { server, protocol } = one
  const { ids, timeoutMs, results, problems, tookMs } = await outcomeOf(one)
  expect(results.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  expect(faultsIn(results, { ...server, harmless: server.harmless?.includes(protocol) })).toEqual([])
  // it ends; how soon, `npm run hostile` measures, where nothing else takes the processors
  expect(tookMs).toBeLessThan(bounds.wholeMs)
  const known = results.filter(({ reason }) => reason && problems.some(({ reason: { text } }) => reason.text === text))
  const waited = known.filter(({ durationMs }) => durationMs > timeoutMs / 2)
  expect(waited.map(({ id, durationMs }) => `${id} waited ${durationMs} ms for what was known`)).toEqual([])
})

test('There are some of each kind, and enough', () => {
  expect(new Set(hostileServers.map(({ kind }) => kind))).toEqual(new Set(hostileKinds))
  expect(hostileServers.length).toBeGreaterThan(60)
  expect(new Set(hostileServers.map(({ name }) => name)).size).toBe(hostileServers.length)
})

test.for(['endless-capabilities', 'serves-once'])('A whole certification ends: %s', async (name) => {
  const server = hostileServers.find((each) => each.name === name)!
  const { results, tookMs } = await meet(server, 'submission', allChecks, 500)
  expect(results.length).toBeGreaterThan(80)
  expect(results.filter(({ verdict }) => verdict === 'error' || verdict === 'fail')).toEqual([])
  // at 5 s a check: the bound of 60 s
  expect(tookMs).toBeLessThan(bounds.wholeMs)
})
