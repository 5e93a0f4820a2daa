import { describe, expect, test } from 'vitest'
import { atMost, missedIn, msText, ratioText, skipped, spreadCells, tableOf } from './row.ts'

test.each([
  [0.1234, '0.1 ms'],
  [9.84, '9.8 ms'],
  [123.4, '123 ms'],
  [2654, '2.65 s'],
  [62_600, '62.6 s'],
])('%d ms are told as %s', (ms, text) => {
  expect(msText(ms)).toBe(text)
})

test('A spread is two cells', () => {
  expect(spreadCells({ median: 20, min: 10, max: 1500 })).toEqual(['20 ms', '10 ms … 1.5 s'])
})

test.each([
  [10, 4, '2.50 ×'],
  [310, 10, '31 ×'],
])('%d by %d is %s', (value, by, text) => {
  expect(ratioText(value, by)).toBe(text)
})

describe('A table with aims', () => {
  const measured = {
    columns: ['what', 'time'],
    rows: [
      { cells: ['quick', '5 ms'], aim: atMost(20, 5) },
      { cells: ['just', '20 ms'], aim: atMost(20, 20) },
      { cells: ['slow', '21 ms'], aim: atMost(20, 21) },
      { cells: ['other', '9 s'] },
      skipped('absent', 'no engine'),
    ],
  }

  test('says of each whether it is met', () => {
    expect(tableOf(measured)).toEqual({
      columns: ['what', 'time', 'aim', 'met'],
      rows: [
        ['quick', '5 ms', '≤ 20 ms', 'yes'],
        ['just', '20 ms', '≤ 20 ms', 'yes'],
        ['slow', '21 ms', '≤ 20 ms', '**no**'],
        ['other', '9 s', '', ''],
        ['absent', 'skipped: no engine', '', ''],
      ],
    })
  })

  test('names the rows that miss theirs', () => {
    expect(missedIn(measured)).toEqual(['slow'])
  })
})

test('A table without aims has no columns for them, and short rows are filled up', () => {
  expect(tableOf({ columns: ['a', 'b', 'c'], rows: [skipped('x', 'y')] })).toEqual({
    columns: ['a', 'b', 'c'],
    rows: [['x', 'skipped: y', '']],
  })
})
