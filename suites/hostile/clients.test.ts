import { expect, test } from 'vitest'
import { hostileClients } from '../../clients/hostile/catalogue.ts'
import { type HostileClient, type HostileKind, hostileKinds } from '../../clients/hostile/hostile-client.ts'
import { startHostileClient } from '../../clients/hostile/start.ts'
import type { Check } from '../../harness/check.ts'
import { run } from '../../harness/run.ts'
import { harms, type Language } from '../../harness/subject.ts'
import { allChecks } from '../checks.ts'
import { bounds, faultsIn } from './bounds.ts'
import { clientChecksOf } from './client-checks.ts'
import { sideBySide } from './side-by-side.ts'

/** Whoever floods needs a process of its own, as in `npm run hostile`: here it would keep us from serving it and all others. */
const floods = /^(1\d{2,}|16-mb|.*gb|.*without-end$|key-updates)/

/** One language of each. */
const cases = hostileClients
  .filter(({ name }) => !floods.test(name))
  .map((client, i) => ({ client, does: client.does, language: client.languages[i % client.languages.length]! }))

/** ms. Those that let us wait need not do so for long; who has much to do needs the time to, beside other tests. */
const timeouts: Partial<Record<HostileKind, number>> = { stall: 2000, crowd: 20_000, flood: 10_000 }
const timeoutFor = ({ kind, name }: HostileClient) =>
  name === 'renegotiations' ? 10_000 : (timeouts[kind] ?? bounds.checkMs)

async function meet(
  client: HostileClient,
  languages: readonly Language[],
  checks: readonly Check[],
  timeoutMs: number,
) {
  const { name } = client
  const start = performance.now()
  const clients = [startHostileClient(client, languages)]
  const { results } = await run({ name, endpoints: [], clients, allow: harms, arguments: '' }, checks, { timeoutMs })
  return { results, tookMs: performance.now() - start }
}

const outcomeOf = sideBySide(cases, async ({ client, language }) => {
  const ids = clientChecksOf(client, language)
  const checks = allChecks.filter(({ id }) => ids.includes(id))
  const { results } = await meet(client, [language], checks, timeoutFor(client))
  return { ids, results }
})

test.concurrent.for(cases)('A client that $does ($language)', async (one) => {
  const { ids, results } = await outcomeOf(one)
  const { client, language } = one
  const harmless = client.harmless?.includes(language)
  expect(new Set(results.map(({ id }) => id))).toEqual(new Set(ids))
  expect(faultsIn(results, { ...client, harmless })).toEqual([])
  const boundMs = Math.max(bounds.clientCheckMs, 3 * timeoutFor(client))
  const late = results.filter(({ durationMs }) => durationMs > boundMs)
  expect(late.map(({ key, durationMs }) => `${key} took ${durationMs} ms`)).toEqual([])
})

test('There are some of each kind, and enough', () => {
  expect(new Set(hostileClients.map(({ kind }) => kind))).toEqual(new Set(hostileKinds))
  expect(hostileClients.length).toBeGreaterThan(60)
  expect(new Set(hostileClients.map(({ name }) => name)).size).toBe(hostileClients.length)
})

test.for(['never-connects', 'hangs-where-refused'])(
  'A whole certification ends: %s',
  { timeout: 120_000 },
  async (name) => {
    const client = hostileClients.find((each) => each.name === name)!
    const timeoutMs = 500
    const { results, tookMs } = await meet(client, client.languages, allChecks, timeoutMs)
    expect(results.length).toBeGreaterThan(500)
    expect(results.filter(({ verdict }) => verdict === 'error' || verdict === 'fail')).toEqual([])
    expect(tookMs).toBeLessThan(bounds.wholeMs)
  },
)
