import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderForTests } from '../../harness/testing/folders.ts'
import { readWaivers } from './read-waivers.ts'

const folder = folderForTests()
const file = join(folder, 'waivers.yaml')

const parameter = 'rfc3207/server/starttls-parameter'

describe('Waivers', () => {
  test.for([
    ['a list', `- { check: ${parameter}, reason: x }\n`, '1:3'],
    ['a list behind a byte order mark', `\uFEFF- check: ${parameter}\n  reason: x\n`, '1:3'],
    ['a map', `# known\nwaivers:\n  - { check: ${parameter}, reason: x }\n`, '3:5'],
  ])('are %s', ([, text, at]) => {
    writeFileSync(file, text!)
    expect(readWaivers(file, true).waivers).toEqual([{ check: parameter, reason: 'x', at: `waivers.yaml:${at}` }])
  })

  test('may be none, and are none of the business of what else mailtls.yaml holds', () => {
    writeFileSync(file, '')
    expect(readWaivers(file, true).waivers).toEqual([])
    writeFileSync(file, 'endpoints: [smtp://a]\n')
    expect(readWaivers(file, false).waivers).toEqual([])
    expect(() => readWaivers(file, true)).toThrow('waivers.yaml:1:1: unknown key "endpoints"')
  })

  test.for(
    Object.entries({
      '- { check: a/b }': '1:3: 0.reason: expected text, found none',
      '- { check: a/b, reason: " " }': '1:25: 0.reason: expected a reason, found none',
      '- { reason: x }': '1:3: 0: expected either a requirement or a check',
      [`- { requirement: rfc3207-4.2-1, check: ${parameter}, reason: x }`]:
        '1:3: 0: expected either a requirement or a check',
      'waivers:\n  - requirement: rfc3207-4.2-11\n    reason: x':
        '2:18: waivers.0.requirement: expected a requirement, found "rfc3207-4.2-11": did you mean rfc3207-4.2-1?',
      '- { requirement: rfc8314-4-14, reason: x }':
        '1:18: 0.requirement: rfc8314-4-14 cannot fail: it is replaced, waive rfc8997-3-1',
      '- { check: rfc3207/server/starttls-parametre, reason: x }': `1:12: expected a check, found "rfc3207/server/starttls-parametre": did you mean ${parameter}?`,
      '- { check: rfc3207/server/weak-suites, reason: x }':
        '1:12: expected a check that can fail: rfc3207/server/weak-suites only records what it sees',
      [`- { check: ${parameter}, resaon: x }`]: '1:47: unknown key "resaon" under 0: did you mean reason?',
      [`- { check: ${parameter}, reason: x, expires: 2026-02-30 }`]: '1:67: 0.expires: expected a date as YYYY-MM-DD',
      'waiver: []': '1:1: unknown key "waiver": did you mean waivers?',
      'waivers: all': '1:10: waivers: expected a list, found text',
      'waivers: [':
        '1:11: expected YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    }),
  )('are refused: %s', ([text, told]) => {
    writeFileSync(file, text)
    expect(() => readWaivers(file, true)).toThrow(`waivers.yaml:${told}`)
  })
})
