import { expect, test } from 'vitest'
import { run } from '../../harness/run.ts'
import { startReference } from '../../servers/reference/start.ts'
import { checksNamed } from '../select-checks.ts'
import { type Alone, chainOf, criticalPathOf } from './critical-path.ts'

const alone = (id: string, ms: number, ownMs: number): Alone => ({ id, ms, ownMs, endpoint: 'imap' })

test('The critical path is the slowest check with the look at its endpoint, and behind it the slowest that comes last', () => {
  const path = chainOf(
    [alone('own-is-slow', 100, 90), alone('with-look-is-slow', 120, 10)],
    [alone('last-look-is-slow', 500, 30), alone('last-own-is-slow', 90, 40)],
  )
  expect(path.ms).toBe(120 + 40)
  expect(path.steps.map(({ id }) => id)).toEqual(['with-look-is-slow', 'last-own-is-slow'])
})

test('Where nothing fails logins, the critical path is one check', () => {
  expect(chainOf([alone('only', 100, 90)], [])).toMatchObject({ ms: 100, steps: [{ id: 'only' }] })
})

test('The critical path of a run is found in it and measured, each check by itself', async () => {
  const [early, late] = ['rfc8314/server/starttls-works', 'rfc8314/server/wrong-credentials-alike']
  await using subject = await startReference({ protocols: ['imap'], setUps: ['default'], operator: false })
  const outcome = await run(subject, checksNamed({ check: [late, early] }))
  const path = await criticalPathOf(subject, outcome)
  expect(path.steps.map(({ id, endpoint }) => [id, endpoint])).toEqual([
    [early, 'imap'],
    [late, 'imap'],
  ])
  const [first, last] = path.steps
  expect(first!.ms).toBeGreaterThan(first!.ownMs)
  expect(last!.ownMs).toBeGreaterThan(0)
  expect(path.ms).toBeCloseTo(first!.ms + last!.ownMs)
})
