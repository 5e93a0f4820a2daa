import { expect, test } from 'vitest'
import { evidenceOf } from './evidence.ts'

const reportDir = 'out'

test.each([
  [undefined, { all: false, captures: false }],
  [['all'], { all: true, captures: false }],
  [['captures'], { all: false, captures: true }],
  [['all,captures'], { all: true, captures: true }],
  [['captures', 'all'], { all: true, captures: true }],
  [['all , captures', 'all'], { all: true, captures: true }],
])('--evidence %j', (evidence, wanted) => {
  expect(evidenceOf({ evidence, reportDir })).toEqual(wanted)
})

test('Without --evidence no directory is needed', () => {
  expect(evidenceOf({})).toEqual({ all: false, captures: false })
})

test('Files need a directory', () => {
  expect(() => evidenceOf({ evidence: ['all'] })).toThrow(
    expect.objectContaining({
      code: 'usage',
      message: expect.stringContaining('expected --report-dir with --evidence'),
    }),
  )
})

test.each(['capture', '', 'all,', 'none'])('"%s" is none', (text) => {
  expect(() => evidenceOf({ evidence: [text], reportDir })).toThrow(
    expect.objectContaining({ code: 'usage', message: expect.stringMatching(/^expected a kind of evidence, found "/) }),
  )
})
