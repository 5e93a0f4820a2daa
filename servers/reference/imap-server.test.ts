import { expect, test } from 'vitest'
import { account } from '../account.ts'
import { saidTo } from './testing/said-to.ts'

/** The answers to these commands behind a login, by their tags. */
async function answersTo(...commands: string[]): Promise<string[]> {
  const lines = [`LOGIN ${account.user} ${account.password}`, ...commands, 'LOGOUT']
  const sent = lines.map((line, i) => `a${i} ${line}\r\n`).join('')
  const said = await saidTo('imap', [Buffer.from(sent)], 'cleartext-auth')
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
