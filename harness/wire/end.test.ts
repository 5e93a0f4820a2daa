import { expect, test } from 'vitest'
import { endText } from './end.ts'

test('An end tells what is known of it, and no more', () => {
  expect(endText('refused', 'ERR_SSL_WRONG_VERSION_NUMBER')).toBe('sends what is no TLS: ERR_SSL_WRONG_VERSION_NUMBER')
  expect(endText('refused')).toBe('sends what is no TLS')
})
