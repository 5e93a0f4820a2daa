import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { readTemplate } from './command-template.ts'
import { joinWords, splitWords } from './shell-words.ts'
import { soup } from './testing/arbitraries.ts'
import { outcomeOf, property, takesAnyLength } from './testing/property.ts'

const tokens = [
  "'",
  '"',
  '\\',
  '\\"',
  ' ',
  '\t',
  '\n',
  '$',
  '{port}',
  '{host}',
  '{',
  '}',
  '--option',
  '${HOME}',
  '=',
  'a',
]
const placeholders = ['host', 'port', 'user'] as const
const words = fc.array(fc.oneof(fc.string(), soup(tokens, 4)), { maxLength: 6 })
const value = fc.option(fc.string(), { nil: undefined })
const template = { placeholders, where: '--client-command' }

describe('Command lines', () => {
  property('Words are split as they were joined', [words], (words) => {
    expect(splitWords(joinWords(words))).toEqual(words)
  })

  property('Whatever is written is words, or wrong usage', [soup(tokens)], async (text) => {
    const outcome = await outcomeOf(() => splitWords(text))
    if ('code' in outcome) expect(outcome.code).toBe('usage')
    else expect(outcome.value.every((word) => typeof word === 'string')).toBe(true)
  })

  property(
    'What goes in for a placeholder stays one word; what has no value is left out with its option, and else empty',
    [
      fc.array(fc.tuple(fc.constantFrom('', '--of'), fc.constantFrom('{host}', '{port}', '{user}', 'word'))),
      value,
      value,
    ],
    (parts, host, port) => {
      const words = parts.flat().filter((word) => word !== '')
      const { expand } = readTemplate(joinWords(['client', ...words]), template)
      const values: Record<string, string | undefined> = { '{host}': host, '{port}': port, word: 'word' }
      const wanted = parts.flatMap(([option, word]) => {
        if (option === '') return [values[word] ?? '']
        return values[word] === undefined ? [] : [option, values[word]]
      })
      expect(expand({ host, port })).toEqual({ file: 'client', arguments: wanted })
    },
  )

  property('Whatever is written is a template, or wrong usage', [soup(tokens), value], async (text, host) => {
    const outcome = await outcomeOf(() => readTemplate(text, template))
    if ('code' in outcome) return expect(outcome.code).toBe('usage')
    const { file, arguments: rest } = outcome.value.expand({ host })
    expect([file, ...rest].every((word) => typeof word === 'string')).toBe(true)
    if (outcome.value.file !== undefined) expect(file).toBe(outcome.value.file)
  })

  takesAnyLength(tokens, (text) => readTemplate(text, template).expand({ host: 'x', port: '25' }))
})
