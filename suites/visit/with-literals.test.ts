import { expect, test } from 'vitest'
import { account } from '../../servers/account.ts'
import { ImapServer } from '../../servers/reference/imap-server.ts'
import { saidTo } from '../../servers/reference/testing/said-to.ts'
import { withLiterals } from './with-literals.ts'

test('A login and a message may come as literals, with whatever stands behind them', async () => {
  const { user, password } = account
  const commands = [
    `a LOGIN {${user.length}}`,
    `${user} {${password.length}+}`,
    password,
    'b APPEND INBOX (\\Seen) {11}',
    'A: b',
    '',
    '"c"',
    'd NOOP',
    '',
  ]
  const said = await saidTo(
    'imap',
    [Buffer.from(commands.join('\r\n'))],
    'cleartext-auth',
    withLiterals(ImapServer, 1000),
  )
  expect(said.split('\r\n').slice(1, -1)).toEqual([
    '+ Go on',
    'a OK Logged in',
    '+ Go on',
    'b NO [CANNOT] There is one mailbox, and what is submitted is in it',
    'd OK Done',
  ])
})

test('A literal that is larger than all that a client may send is not asked for, and what comes instead is commands', async () => {
  const commands = ['a LOGIN {1001}', 'b NOOP', '']
  const said = await saidTo(
    'imap',
    [Buffer.from(commands.join('\r\n'))],
    'cleartext-auth',
    withLiterals(ImapServer, 1000),
  )
  expect(said.split('\r\n').slice(1, -1)).toEqual(['a BAD The literal is too large', 'b OK Done'])
})
