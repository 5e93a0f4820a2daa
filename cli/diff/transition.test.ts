import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../harness/verdict.ts'
import { type State, type Transition, transition } from './transition.ts'

const waived = { reason: 'known' }
const declared = (answer: 'yes' | 'no'): State => ({ verdict: 'declared', declared: { answer, source: 'manual' } })
const as = (state: State | Verdict): State => (typeof state === 'string' ? { verdict: state } : state)

describe('What it means that one verdict became another', () => {
  test.for<[State | Verdict, State | Verdict, Transition]>([
    ['pass', 'fail', 'worse'],
    ['inconclusive', 'fail', 'worse'],
    ['error', 'fail', 'worse'],
    ['not-applicable', 'fail', 'worse'],
    [declared('yes'), 'fail', 'worse'],
    [declared('yes'), declared('no'), 'worse'],
    ['pass', 'inconclusive', 'worse'],
    ['pass', 'error', 'worse'],
    ['not-applicable', 'inconclusive', 'worse'],
    [declared('yes'), 'inconclusive', 'worse'],

    ['fail', 'pass', 'better'],
    ['fail', 'not-applicable', 'better'],
    [declared('no'), 'pass', 'better'],
    ['inconclusive', 'pass', 'better'],
    ['inconclusive', declared('yes'), 'better'],
    [{ verdict: 'fail', waived }, 'pass', 'better'],

    ['fail', 'inconclusive', 'changed'],
    ['fail', declared('no'), 'changed'],
    ['pass', 'not-applicable', 'changed'],
    ['not-applicable', 'pass', 'changed'],
    ['pass', declared('yes'), 'changed'],
    ['inconclusive', 'error', 'changed'],
    ['fail', { verdict: 'fail', waived }, 'changed'],
    [{ verdict: 'fail', waived }, 'fail', 'changed'],
    ['pass', { verdict: 'fail', waived }, 'changed'],
    [{ verdict: 'pass', outcome: 'refuses' }, { verdict: 'pass', outcome: 'closes' }, 'changed'],

    ['pass', 'pass', 'same'],
    ['fail', 'fail', 'same'],
    [{ verdict: 'fail', waived }, { verdict: 'fail', waived: { reason: 'known as well' } }, 'same'],
  ])('%j → %j is %s', ([before, after, means]) => {
    expect(transition(as(before), as(after))).toBe(means)
  })

  test('another reason counts by its code, not by its words, which may hold a port or a time', () => {
    const because = (code: string, text: string): State => ({ verdict: 'inconclusive', reason: { code, text } })
    expect(transition(because('busy', 'after 3 ms'), because('busy', 'after 4 ms'))).toBe('same')
    expect(transition(because('busy', ''), because('not-allowed', ''))).toBe('changed')
  })
})
