import { describe, expect, test } from 'vitest'
import type { Language } from '../../harness/subject.ts'
import { commandsIn } from './commands.ts'
import { usesIn } from './uses.ts'

function uses(language: Language, ...lines: string[]): string[] {
  return [
    ...usesIn({ inside: commandsIn(Buffer.from(lines.map((line) => `${line}\r\n`).join('')), language) }, language),
  ]
}

describe('What a client does that depends on what it was told', () => {
  test('is each command once, without courtesies', () => {
    expect(uses('smtp', 'EHLO a', 'MAIL FROM:<a@b>', 'RCPT TO:<c@d>', 'RCPT TO:<e@f>', 'QUIT')).toEqual([
      'MAIL',
      'RCPT',
    ])
  })

  test('tells the mechanism of a login', () => {
    expect(uses('smtp', 'AUTH plain AGEAYg==')).toEqual(['AUTH PLAIN'])
    expect(uses('imap', 'a AUTHENTICATE LOGIN', '*', 'b LOGOUT')).toEqual(['AUTHENTICATE LOGIN'])
    expect(uses('imap', 'a AUTHENTICATE PLAIN AGEAYg==')).toEqual(['AUTHENTICATE PLAIN', 'SASL-IR'])
  })

  test('tells the extensions of MAIL and RCPT, and no address', () => {
    expect(uses('smtp', 'MAIL FROM:<size of@b> SIZE=3 BODY=8BITMIME')).toEqual(['MAIL', 'SIZE of MAIL', 'BODY of MAIL'])
    expect(uses('smtp', 'RCPT TO:<notify of@b> NOTIFY=FAILURE,DELAY')).toEqual(['RCPT', 'NOTIFY of RCPT'])
  })

  test('is no question for mechanisms in POP3', () => {
    expect(uses('pop3', 'AUTH', 'USER a')).toEqual(['USER'])
  })

  test('is no part of a literal in IMAP', () => {
    expect(uses('imap', 'a LOGIN {4+}', 'test {6+}', 'secret')).toEqual(['LOGIN', 'LITERAL+'])
    const sent = ['a LOGIN {4+}', 'test {6+}', 'secret', 'b NOOP', 'c LOGIN {4}', 'd LOGOUT']
    const commands = commandsIn(Buffer.from(sent.map((line) => `${line}\r\n`).join('')), 'imap')
    expect(commands.map(({ verb }) => verb)).toEqual(['LOGIN', 'NOOP', 'LOGIN', 'LOGOUT'])
  })

  test('is what goes on behind a continuation request in IMAP', () => {
    expect(uses('imap', 'a LOGIN {4}', 'test {6}')).toEqual(['LOGIN', 'continuation of LOGIN'])
    expect(uses('imap', 'a LOGIN {4+}', 'test {6}', 'secret')).toEqual(['LOGIN', 'LITERAL+', 'continuation of LOGIN'])
    expect(uses('imap', 'a AUTHENTICATE LOGIN', 'dGVzdA==')).toEqual([
      'AUTHENTICATE LOGIN',
      'continuation of AUTHENTICATE',
    ])
  })

  test('is no other command behind a literal that was refused', () => {
    expect(uses('imap', 'a LOGIN {4}', 'b UNSELECT', 'c LOGOUT')).toEqual(['LOGIN'])
  })
})
