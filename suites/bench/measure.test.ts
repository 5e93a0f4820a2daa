import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { growth, median, repeated, spreadOf, timed } from './measure.ts'

test.each([
  [[7], 7],
  [[9, 1, 2], 2],
  [[10, 2, 1, 4], 3],
  [[100, 20, 3], 20],
])('The median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected)
})

test('The spread of values has their least and greatest beside the median', () => {
  expect(spreadOf([30, 10, 20])).toEqual({ median: 20, min: 10, max: 30 })
})

test('What warms up is done, and not measured', async () => {
  let calls = 0
  const runs = await repeated(3, async () => ++calls)
  expect(runs.map(({ value }) => value)).toEqual([2, 3, 4])
})

test('Waiting takes time and no processor', async () => {
  const { ms, cpuMs } = await timed(async () => await delay(200))
  expect(ms).toBeGreaterThan(195)
  expect(cpuMs).toBeLessThan(ms / 2)
})

test.each([
  { of: 'one alone', ms: 100, count: 1, expected: 1 },
  { of: 'two on a core each', ms: 100, count: 2, expected: 1 },
  { of: 'eight that share two cores fairly', ms: 400, count: 8, expected: 1 },
  { of: 'eight that use one core of two', ms: 800, count: 8, expected: 2 },
])('The growth of $of is $expected', ({ ms, count, expected }) => {
  expect(growth(ms, count, { one: 100, cores: 2 })).toBe(expected)
})
