import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { bytes, lineOf, mutated, soup } from '../../harness/testing/arbitraries.ts'
import { property, takesAnyLength } from '../../harness/testing/property.ts'
import type { Language } from '../../harness/subject.ts'
import { actionsAmong, commandsIn, listed, loginsAmong } from './commands.ts'
import { formsOf } from './secrets.ts'
import { usesIn } from './uses.ts'

const tokens = [
  'EHLO x',
  'auth',
  'AUTHENTICATE',
  'DATA',
  '.',
  'a1 ',
  ' ',
  '\r\n',
  '\n',
  '{5}',
  '{3+}',
  'LOGIN',
  'PASS',
  'MAIL FROM:<a>',
  'SIZE=1',
]
const language = fc.constantFrom<Language>('smtp', 'imap', 'pop3')

const base64 = bytes(12).map((each) => each.toString('base64'))
const argument = lineOf(/[\w@.:<>]/, 12)
const smtp = fc.oneof(
  fc
    .tuple(fc.constantFrom('EHLO', 'MAIL', 'RCPT', 'NOOP', 'RSET'), argument)
    .map(([verb, rest]) => said(`${verb} ${rest}`)),
  // what follows belongs to the exchange, or to the message
  fc.array(base64).map((responses) => said('AUTH LOGIN', responses)),
  fc.array(lineOf().filter((line) => line !== '.')).map((lines) => said('DATA', [...lines, '.'])),
)

function said(text: string, more: readonly string[] = []): { text: string; more: readonly string[] } {
  return { text, more }
}

/** What is promised of commands, whatever they were found in. */
function expectCommands(sent: Buffer, language: Language) {
  const commands = commandsIn(sent, language)
  for (const { verb, text, tag } of commands) {
    expect(verb).toBe(verb.toUpperCase())
    expect(text).not.toContain('\n')
    expect(sent.toString('latin1')).toContain(text)
    expect(tag ?? 'tag').toMatch(/^\S+$/)
  }
  const actions = actionsAmong(commands, language)
  expect(actions.every((each) => commands.includes(each))).toBe(true)
  expect(loginsAmong(commands, language).every((each) => actions.includes(each))).toBe(true)
  expect(listed(commands).length).toBeLessThanOrEqual(42 * commands.length)
  usesIn({ inside: commands }, language)
}

describe('Commands of clients', () => {
  property(
    'Commands are read as they were sent, without what belongs to an exchange or a message',
    [fc.array(smtp), fc.constantFrom('\r\n', '\n')],
    (commands, lineEnd) => {
      const lines = commands.flatMap(({ text, more }) => [text, ...more])
      const read = commandsIn(Buffer.from(lines.map((line) => line + lineEnd).join(''), 'latin1'), 'smtp')
      const verbs = [
        'EHLO',
        'MAIL',
        'RCPT',
        'NOOP',
        'RSET',
        'AUTH',
        'DATA',
        'QUIT',
        'HELP',
        'HELO',
        'LHLO',
        'STARTTLS',
        'BDAT',
        'VRFY',
        'EXPN',
      ]
      fc.pre(commands.every(({ more }) => more.every((line) => !verbs.includes(line.toUpperCase()))))
      expect(read.map(({ text }) => text)).toEqual(commands.map(({ text }) => text))
    },
  )

  property('Whatever a client sends is commands', [soup(tokens), language], (text, language) => {
    expectCommands(Buffer.from(text, 'latin1'), language)
  })

  property(
    'What goes wrong on the way is commands, too',
    [mutated(fc.array(smtp).map((all) => all.flatMap(({ text, more }) => [text, ...more, '']).join('\r\n'))), language],
    expectCommands,
  )

  takesAnyLength(tokens, (text) => {
    for (const language of ['smtp', 'imap', 'pop3'] as const) {
      const inside = commandsIn(Buffer.from(text, 'latin1'), language)
      loginsAmong(inside, language)
      usesIn({ inside }, language)
    }
  })
})

describe('Secrets in what a client sends', () => {
  const secret = fc.string({ minLength: 8, maxLength: 24 }).filter((text) => !/^(.)\1*$/s.test(text))
  property(
    'A secret is found as it is, in base64 behind whatever, and in hex',
    [secret, bytes(9), bytes(9)],
    (secret, before, after) => {
      const all = Buffer.concat([before, Buffer.from(secret), after])
      expect(formsOf(secret, all)).toContain('as it is')
      expect(formsOf(secret, Buffer.from(all.toString('base64')))).toContain('base64')
      expect(formsOf(secret, Buffer.from(all.toString('hex')))).toContain('hex')
    },
  )

  property('One that is not there is not found', [secret, bytes(9)], (secret, other) => {
    fc.pre(!other.includes(Buffer.from(secret)))
    for (const encoding of ['latin1', 'base64', 'hex'] as const) {
      expect(formsOf(secret, Buffer.from(other.toString(encoding), 'latin1'))).toEqual([])
    }
  })
})
