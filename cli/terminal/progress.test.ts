import { expect, test } from 'vitest'
import type { CheckResult } from '../../harness/check.ts'
import { Progress } from './progress.ts'

const result = (verdict: string) => ({ id: 'rfc3207/server/x', endpoint: 'smtp', verdict }) as CheckResult

function written(isTTY: boolean): string[] {
  const texts: string[] = []
  const progress = new Progress({ isTTY, columns: 40, write: (text) => texts.push(text) })
  progress.say('starting reference')
  progress.begin(2)
  progress.count(result('pass'))
  progress.count(result('fail'))
  progress.end()
  return texts
}

test('On a terminal one line tells how far it is, and goes away at the end', () => {
  expect(written(true).map((text) => text.replace('\r\u001b[K', ''))).toEqual([
    'starting reference',
    '0/2',
    '1/2  rfc3207/server/x on smtp',
    '2/2, 1 failed  rfc3207/server/x on smtp',
    '',
  ])
})

test('Elsewhere nothing is written', () => {
  expect(written(false)).toEqual([])
})
