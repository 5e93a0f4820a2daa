import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { soup } from '../testing/arbitraries.ts'
import { property, takesAnyLength } from '../testing/property.ts'
import { clauseOf, receivedFields } from './received.ts'

const tokens = [
  'Received:',
  'received',
  ':',
  '(',
  ')',
  '"',
  '\\',
  '\\"',
  ';',
  ' ',
  '\t',
  '\r\n',
  '\r\n ',
  '\n',
  '\r',
  'with',
  '<a@b>',
]
const name = fc.stringMatching(/^[a-z]{1,8}$/)
const value = fc.oneof(
  fc.stringMatching(/^[\w.<>@=[\]-]{1,20}$/),
  // quoted local parts may hold what else would end them
  fc.stringMatching(/^[ ();\w]{0,9}$/).map((text) => `<"${text}"@b>`),
  fc.constant(String.raw`<"a \" b"@c>`),
)
const comment = fc.constantFrom(
  '',
  ' (a comment)',
  ' (one (in) another)',
  String.raw` (a \) quoted)`,
  ' ("in ( quotes")',
)
const field = fc.array(fc.tuple(name, value, comment), { minLength: 1, maxLength: 6 })
const date = fc.constantFrom('Sun, 22 Nov 2026 10:00:00 +0000', '1 Jan 2026 00:00 +0000 (UTC)')
const gap = fc.constantFrom(' ', '\r\n ', '\n\t', '\r\n  \t')
const header = fc.array(fc.tuple(field, date, gap), { maxLength: 4 })

function written(
  fields: readonly (readonly [readonly (readonly [string, string, string])[], string, string])[],
): string {
  return fields
    .map(([clauses, date, gap]) => {
      const all = clauses.map(([name, value, comment]) => `${name}${gap}${value}${comment}`)
      return `Received:${gap}${all.join(gap)}; ${date}\r\nSubject: another\r\n`
    })
    .join('')
}

describe('Received fields', () => {
  property('Fields are read back as they were written, without comments', [header], (model) => {
    const read = receivedFields(`${written(model)}\r\n`)
    const wanted = model.map(([clauses]) => clauses.map(([name, value]) => ({ name, value })))
    expect(read.map(({ clauses }) => clauses)).toEqual(wanted)
    for (const [i, clauses] of wanted.entries()) {
      const [first] = clauses
      expect(clauseOf(read[i]!, first!.name)).toBe(first!.value)
    }
  })

  property('Whatever stands in a header is read', [soup(tokens, 40)], (text) => {
    for (const { text: unfolded, clauses } of receivedFields(`Received: ${text}`)) {
      expect(unfolded).not.toContain('\n')
      for (const { name, value } of clauses) {
        expect(name).not.toBe('')
        expect(name).toBe(name.toLowerCase())
        expect(value).not.toMatch(/^\s/)
      }
    }
  })

  takesAnyLength(tokens, (text) => receivedFields(`Received: ${text}`))
})
