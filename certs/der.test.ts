import { expect, test } from 'vitest'
import { der, derContent, derElements } from './der.ts'

test.each([
  [0, '0400'],
  [0x7f, '047f'],
  [0x80, '048180'],
  [0xff, '0481ff'],
  [0x100, '04820100'],
  [0xffff, '0482ffff'],
  [0x10000, '0483010000'],
  [0xffffff, '0483ffffff'],
])('an element of %i octets begins with %s', (length, header) => {
  const element = der(0x04, Buffer.alloc(length))
  expect(element.subarray(0, header.length / 2).toString('hex')).toBe(header)
  expect(element).toHaveLength(header.length / 2 + length)
})

test('parts are put one after the other', () => {
  expect(der(0x30, der(0x05), der(0x02, Buffer.of(7))).toString('hex')).toBe('30050500020107')
})

test('an element of more than 16777215 octets is refused', () => {
  expect(() => der(0x04, Buffer.alloc(0x1000000))).toThrow(RangeError)
})

test('elements are read as they were written, and one that is cut off is refused', () => {
  const parts = [der(0x05), der(0x04, Buffer.alloc(200)), der(0x04, Buffer.alloc(70_000))]
  const sequence = der(0x30, ...parts)
  expect(derElements(derContent(sequence))).toEqual(parts)
  expect(() => derContent(sequence.subarray(0, -1))).toThrow(RangeError)
})
