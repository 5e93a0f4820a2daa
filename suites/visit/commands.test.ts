import { expect, test } from 'vitest'
import type { Language } from '../../harness/subject.ts'
import { actionsAmong, commandsIn } from './commands.ts'

const verbsIn = (text: string, language: Language) => commandsIn(Buffer.from(text), language).map(({ verb }) => verb)

test.for<[Language, string, string]>([
  ['imap', 'm2 NOOP\r\n', 'm3 LOGOUT\r\n'],
  ['smtp', 'EHLO x\r\n', 'QUIT\r\n'],
  ['pop3', 'CAPA\r\n', 'QUIT\r\n'],
])('A goodbye in %s that was cut off anywhere is no action', ([language, before, goodbye]) => {
  for (let length = 0; length <= goodbye.length; length++) {
    const sent = Buffer.from(before + goodbye.slice(0, length))
    expect(actionsAmong(commandsIn(sent, language), language)).toEqual([])
  }
})

test('A command that was cut off behind its verb is one', () => {
  expect(verbsIn('m3 LOGIN te', 'imap')).toEqual(['LOGIN'])
  expect(verbsIn('MAIL FR', 'smtp')).toEqual(['MAIL'])
  expect(verbsIn('PASS ', 'pop3')).toEqual(['PASS'])
})

test('What stands behind AUTH alone on POP3 is a command, and behind AUTH with a mechanism a response', () => {
  expect(verbsIn('AUTH\r\nFOO bar\r\n', 'pop3')).toEqual(['AUTH', 'FOO'])
  expect(verbsIn('AUTH PLAIN\r\nAGEAYg==\r\n', 'pop3')).toEqual(['AUTH'])
})

test.for<[Language, string]>([
  ['imap', 'a LANGUAGE DE\r\n'],
  ['pop3', 'LANG DE\r\nUTF8\r\n'],
])('The language of the answers may be chosen before a login (%s)', ([language, sent]) => {
  expect(actionsAmong(commandsIn(Buffer.from(sent), language), language)).toEqual([])
})
