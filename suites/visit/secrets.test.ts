import { expect, test } from 'vitest'
import { formsOf } from './secrets.ts'

const secret = 'correct-horse'

test.for([
  ['PASS correct-horse\r\n', ['as it is']],
  [`AUTH PLAIN ${Buffer.from('\0test\0correct-horse').toString('base64')}\r\n`, ['base64']],
  [`AUTH PLAIN ${Buffer.from('test\0test\0correct-horse').toString('base64')}\r\n`, ['base64']],
  [`${Buffer.from('correct-horse').toString('base64')}\r\n`, ['base64']],
  [`${Buffer.from('ab:correct-horse and more').toString('base64')}\r\n`, ['base64']],
  [`${Buffer.from('correct-horse').toString('hex').toUpperCase()}\r\n`, ['hex']],
  [`AUTH PLAIN ${Buffer.from('\0test\0other-password').toString('base64')}\r\n`, []],
] as const)('A secret is found in %s as %s', ([text, forms]) => {
  expect(formsOf(secret, Buffer.from(text))).toEqual(forms)
})
