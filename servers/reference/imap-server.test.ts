import { expect, test } from 'vitest'
import { account } from '../account.ts'
import { saidTo } from './testing/said-to.ts'

/** What is said to these commands behind a login, each with a tag of its own. */
async function heardBehind(...commands: string[]): Promise<string> {
  const lines = [`LOGIN ${account.user} ${account.password}`, ...commands, 'LOGOUT']
  const sent = lines.map((line, i) => (line === 'DONE' ? 'DONE\r\n' : `a${i} ${line}\r\n`)).join('')
  return await saidTo('imap', [Buffer.from(sent)], 'cleartext-auth')
}

/** The answers to these commands behind a login, without their tags. */
async function answersTo(...commands: string[]): Promise<string[]> {
  const said = await heardBehind(...commands)
  const tagged = said.split('\r\n').filter((line) => /^a\d/.test(line))
  return tagged.slice(1, -1).map((line) => line.replace(/^a\d+ /, ''))
}

test('SELECT opens a mailbox for writing, and EXAMINE for reading', async () => {
  expect(await answersTo('SELECT INBOX', 'EXAMINE "inbox"')).toEqual(['OK [READ-WRITE] Done', 'OK [READ-ONLY] Done'])
})

test('CHECK and CLOSE are for a mailbox that is selected, and CLOSE leaves it', async () => {
  const words = (await answersTo('CLOSE', 'SELECT INBOX', 'CHECK', 'check', 'CLOSE all', 'CLOSE', 'CHECK')).map(
    (answer) => answer.split(' ')[0],
  )
  expect(words).toEqual(['BAD', 'OK', 'OK', 'OK', 'BAD', 'OK', 'BAD'])
})

test('A message is described by its envelope and as one part, and told in part', async () => {
  const items = ['ENVELOPE', 'BODYSTRUCTURE', 'BODY[]<0.9>', 'BODY.PEEK[1]<2.4>', 'FAST']
  const said = await heardBehind('SELECT INBOX', ...items.map((item) => `FETCH 1 ${item}`))
  const lines = said.split(/^a\d OK.*\r\n/m).slice(2, -2)
  expect(lines).toEqual([
    '* 1 FETCH (ENVELOPE (NIL "a" NIL NIL NIL NIL NIL NIL NIL "<1@x> folded"))\r\n',
    '* 1 FETCH (BODYSTRUCTURE ("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 23 3))\r\n',
    '* 1 FETCH (BODY[]<0> {9}\r\nSubject: )\r\n',
    '* 1 FETCH (BODY[1]<2> {4}\r\n bod)\r\n',
    '* 1 FETCH (FLAGS () INTERNALDATE " 1-Jan-2026 00:00:00 +0000" RFC822.SIZE 65)\r\n',
  ])
})

test('Flags may be stored, and none is kept', async () => {
  const said = await heardBehind(
    'SELECT INBOX',
    'STORE 1 +FLAGS (\\Seen)',
    'UID STORE 1 FLAGS.SILENT (\\Deleted)',
    'EXPUNGE',
  )
  expect(said.split(/^a\d OK.*\r\n/m).slice(2, -2)).toEqual(['* 1 FETCH (FLAGS ())\r\n', '', ''])
})

test('SEARCH finds what is new and what is not deleted, and no more than it understands', async () => {
  const keys = ['UNSEEN', '(NOT DELETED)', 'CHARSET UTF-8 ALL', 'SEEN', 'SUBJECT a']
  const said = await heardBehind('SELECT INBOX', ...keys.map((key) => `SEARCH ${key}`))
  const answers = said.split('\r\n').filter((line) => /SEARCH|BAD/.test(line))
  expect(answers).toEqual(['* SEARCH 1', '* SEARCH 1', '* SEARCH 1', '* SEARCH', 'a6 BAD Unknown keys'])
})

test('STATUS counts, IDLE lasts until DONE, and nothing is stored beside what was submitted', async () => {
  const said = await heardBehind(
    'STATUS inbox (MESSAGES UNSEEN UIDNEXT)',
    'IDLE',
    'DONE',
    'APPEND INBOX {1}',
    'UNSELECT',
  )
  expect(said.split('\r\n').slice(2, -3)).toEqual([
    '* STATUS INBOX (MESSAGES 1 UNSEEN 1 UIDNEXT 2)',
    'a1 OK Done',
    '+ Idling',
    'a2 OK Done',
    'a4 NO [CANNOT] There is one mailbox, and what is submitted is in it',
    'a5 BAD Unknown, or not before SELECT',
  ])
})
