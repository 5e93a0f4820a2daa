import { expect, test } from 'vitest'
import { redactedIn } from './redacted-in.ts'
import { Redactor } from './redactor.ts'

const redact = Redactor.of('correct-horse', undefined)

test('All texts of plain data are redacted, however deep, and nothing else is changed', () => {
  const data = { a: 'no correct-horse', b: [{ c: 'CORRECT-HORSE' }, 1, null, ['x']], 'correct-horse': undefined }
  expect(redactedIn(data, redact)).toEqual({ a: 'no <redacted>', b: [{ c: '<redacted>' }, 1, null, ['x']] })
  expect(Object.keys(redactedIn(data, redact))).toEqual(['a', 'b', 'correct-horse'])
  const bytes = Buffer.from('correct-horse')
  expect(redactedIn({ bytes }, redact).bytes).toBe(bytes)
})

test('A list of texts is redacted as lines are, and is as long as before', () => {
  expect(redactedIn(['SIZE', 'correct', '-horse', 'DSN'], redact)).toEqual(['SIZE', '<redacted>', '<redacted>', 'DSN'])
  expect(redactedIn(['correct-horse\n', 'x'], redact)).toEqual(['<redacted>\n', 'x'])
  expect(redactedIn([], redact)).toEqual([])
})
