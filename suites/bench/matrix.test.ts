import { expect, test } from 'vitest'
import { matrixRow } from './matrix.ts'

const ran = (bugs: number, broken: string[]) => {
  const stdout = JSON.stringify({ bugs: Array.from({ length: bugs }), variants: [1, 2], broken })
  return { ms: 30_000, cpuMs: 50_000, rssMb: 512.4, stdout }
}

test('The kill matrix is told by its time for each bug, and beside the processors', () => {
  expect(matrixRow('all', ran(600, []), 2)).toEqual({
    cells: ['all', '600', '2', '30 s', '50 ms', '50 s', '1.20 ×', '512 MB', 'hold'],
    aim: { text: '≤ 60 s', met: true },
  })
})

test('A kill matrix that is too slow misses its aim, and gates that do not hold are told', () => {
  const { cells, aim } = matrixRow('all', ran(299, ['the reference does not pass x']), 2)
  expect(aim).toEqual({ text: '≤ 29.9 s', met: false })
  expect(cells.at(-1)).toBe('**1 broken**')
})
