import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { type Protocol, protocols } from '../../harness/subject.ts'
import { soup } from '../../harness/testing/arbitraries.ts'
import { outcomeOf, property, takesAnyLength } from '../../harness/testing/property.ts'
import { mailboxFrom } from './account.ts'
import { clientFrom } from './client-command.ts'
import { evidenceOf } from './evidence.ts'
import { readPort } from './port.ts'
import { namedReporters } from './reporters.ts'
import { shardOf } from './shard.ts'

const tokens = [
  'smtp',
  'submission',
  '=',
  '1',
  '0',
  '/',
  ',',
  ' ',
  '-',
  '@',
  '<',
  '>',
  'a',
  'ü',
  '\0',
  '\n',
  '{port}',
  "'",
  'json',
  'all',
]
const protocol = fc.constantFrom(...(Object.keys(protocols) as Protocol[]))

/** Each reads the text of an option. */
const readers: Record<string, (text: string) => unknown> = {
  '--port': readPort,
  '--shard': (shard) => shardOf({ shard }, {}),
  '--mailbox': (text) => mailboxFrom(text),
  '--evidence': (text) => evidenceOf({ evidence: [text], reportDir: 'out' }),
  '--reporter': (reporter) => namedReporters({ reporter, reportDir: 'out' }, ['terminal', 'json', 'html']),
  '--client-command': (clientCommand) => clientFrom({ clientCommand }),
}

describe('Options', () => {
  property('A port is read as it was written', [protocol, fc.integer({ min: 1, max: 65_535 })], (protocol, port) => {
    expect(readPort(`${protocol}=${port}`)).toEqual([protocol, port])
  })

  property('A shard is read as it was written', [fc.integer({ min: 1, max: 9999 }), fc.nat(9998)], (total, at) => {
    const index = 1 + (at % total)
    expect(shardOf({ shard: `${index}/${total}` }, {})).toEqual({ shard: { index, total } })
  })

  property(
    'A mailbox is one address, which can stand in a command',
    [fc.emailAddress(), soup(tokens)],
    async (address, text) => {
      expect(mailboxFrom(address)).toBe(address)
      const outcome = await outcomeOf(() => mailboxFrom(text))
      if ('value' in outcome) expect(outcome.value).toMatch(/^[^\s<>@]+@[^\s<>@]+$/)
    },
  )

  property(
    'Whatever is given for an option is taken, or is wrong usage',
    [soup(tokens, 8), fc.constantFrom(...Object.keys(readers))],
    async (text, option) => {
      const outcome = await outcomeOf(() => readers[option]!(text))
      if ('code' in outcome) expect(outcome.code).toBe('usage')
    },
  )

  takesAnyLength(tokens, async (text) => {
    for (const read of Object.values(readers)) await outcomeOf(() => read(text.slice(0, 128 * 1024)))
  })
})
