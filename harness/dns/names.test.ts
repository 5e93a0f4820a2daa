import { describe, expect, test } from 'vitest'
import { isWithin, normaliseName, queryName } from './names.ts'

describe('A name', () => {
  test.each([
    ['Mail.Example.ORG', 'mail.example.org'],
    ['mail.example.org.', 'mail.example.org'],
    ['.', '.'],
    ['\u212aelvin.example', '\u212aelvin.example'],
  ])('"%s" is compared as "%s"', (name, normal) => {
    expect(normaliseName(name)).toBe(normal)
  })

  test.each([
    ['_imaps._tcp.Müller.example.', '_imaps._tcp.xn--mller-kva.example'],
    ['org', 'org'],
    ['.', '.'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
  ])('"%s" is asked for as "%s"', (name, asked) => {
    expect(queryName(name)).toBe(asked)
  })

  test.each([
    '',
    '..',
    '.example.org',
    'example..org',
    `${'a'.repeat(64)}.example`,
    'a.'.repeat(127) + 'aa',
    '\ufffd.org',
  ])('is not "%s"', (name) => {
    expect(() => queryName(name)).toThrow(expect.objectContaining({ code: 'usage' }))
  })

  test.each([
    ['a.example.org', 'example.org', true],
    ['example.org', 'example.org', true],
    ['aexample.org', 'example.org', false],
    ['org', 'example.org', false],
    ['org', '.', true],
  ])('%s lies within %s: %s', (name, ancestor, within) => {
    expect(isWithin(name, ancestor)).toBe(within)
  })
})
