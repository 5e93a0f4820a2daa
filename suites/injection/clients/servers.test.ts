import { expect, test } from 'vitest'
import { tagBehind } from './servers.ts'

test('A tag that ends with a number is followed by one with the next number', () => {
  expect(['1', 'A009', 'a0099', 'm2'].map((tag) => tagBehind(tag, 1))).toEqual(['2', 'A010', 'a0100', 'm3'])
  expect(tagBehind('A001', 3)).toBe('A004')
})

test('No tag can be told behind one without a number at its end', () => {
  expect(['abc', 'x1y'].map((tag) => tagBehind(tag, 1))).toEqual([undefined, undefined])
})
