import { expect, test } from 'vitest'
import { verdicts, worst } from './verdict.ts'

test('The worst verdict is the one that occurs first in fail, error, inconclusive, declared, pass', () => {
  for (const [at, verdict] of verdicts.entries()) {
    expect(worst(verdicts.slice(at).toReversed())).toBe(verdict)
  }
})

test('A clause that did not apply once has passed all the same, and one that never did has not', () => {
  expect(worst(['not-applicable', 'pass'])).toBe('pass')
  expect(worst(['not-applicable'])).toBe('not-applicable')
  expect(worst([])).toBe('not-applicable')
})
