import { describe, test } from 'vitest'
import type { Side } from '../recording.ts'
import { LoginWatch } from './logins.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const plain = base64('\0test\0correct-horse')
const digest = '9e95aee09c40af2b84a0c2b3bbae786e'

/** A dialogue in writes as they came, and the secrets in it. */
const logins: Record<string, [dialogue: [Side, string][], secrets: string[]]> = {
  PASS: [
    [
      ['C', 'USER test\r\n'],
      ['S', '+OK\r\n'],
      ['C', 'PASS correct horse\r\n'],
    ],
    ['correct horse'],
  ],
  APOP: [[['C', `APOP test ${digest}\r\n`]], [digest]],
  'PLAIN at once': [[['C', `AUTH PLAIN ${plain}\r\n`]], ['correct-horse', plain]],
  'PLAIN behind a challenge': [
    [
      ['C', 'auth plain\r\n'],
      ['S', '334 \r\n'],
      ['C', `${plain}\r\n`],
    ],
    ['correct-horse', plain],
  ],
  'PLAIN on IMAP': [
    [
      ['C', 'a AUTHENTICATE PLAIN\r\n'],
      ['S', '+\r\n'],
      ['C', `${plain}\r\n`],
    ],
    ['correct-horse', plain],
  ],
  LOGIN: [
    [
      ['C', 'AUTH LOGIN\r\n'],
      ['S', '334 VXNlcm5hbWU6\r\n'],
      ['C', `${base64('test')}\r\n`],
      ['S', '334 UGFzc3dvcmQ6\r\n'],
      ['C', `${base64('correct-horse')}\r\n`],
    ],
    ['correct-horse', base64('correct-horse')],
  ],
  'CRAM-MD5': [
    [
      ['C', 'AUTH CRAM-MD5\r\n'],
      ['S', `334 ${base64('<1@x>')}\r\n`],
      ['C', `${base64(`test ${digest}`)}\r\n`],
    ],
    [digest, base64(`test ${digest}`)],
  ],
  'a mechanism that is not known': [
    [
      ['C', 'AUTH SCRAM-SHA-256 biwsbj10ZXN0\r\n'],
      ['S', '334 cj0x\r\n'],
      ['C', 'Yz1iaXdzLHA9MQ==\r\n'],
    ],
    ['biwsbj10ZXN0', 'Yz1iaXdzLHA9MQ=='],
  ],
  'LOGIN of IMAP': [[['C', 'a LOGIN test correct-horse\r\n']], ['correct-horse']],
  'LOGIN of IMAP in quotes': [[['C', String.raw`a login "te\"st" "cor\"rect\\horse"` + '\r\n']], ['cor"rect\\horse']],
  'LOGIN of IMAP in literals': [
    [
      ['C', 'a LOGIN {4}\r\n'],
      ['S', '+ go\r\n'],
      ['C', 'test {13}\r\n'],
      ['S', '+ go\r\n'],
      ['C', 'correct-horse\r\n'],
    ],
    ['correct-horse'],
  ],
  'LOGIN of IMAP in literals that wait for nobody': [
    [['C', 'a LOGIN {4+}\r\ntest {13+}\r\ncorrect-horse\r\n']],
    ['correct-horse'],
  ],
  'a line that came in pieces': [
    [
      ['C', 'PA'],
      ['C', 'SS corr'],
      ['C', 'ect-horse\r'],
      ['C', '\n'],
    ],
    ['correct-horse'],
  ],
  'a command behind another': [[['C', `EHLO x\r\nAUTH PLAIN ${plain}\r\n`]], ['correct-horse', plain]],
  'a bare end of line': [[['C', 'PASS correct-horse\n']], ['correct-horse']],
}

describe.concurrent('What a client sends to log in is found', () => {
  test.for(Object.entries(logins))('%s', ([, [dialogue, secrets]], { expect }) => {
    const watch = new LoginWatch()
    expect(dialogue.flatMap(([side, text]) => watch.heard(side, text))).toEqual(secrets)
  })
})

test('A client that begins to log in over and over takes no longer than it must', ({ expect }) => {
  const start = performance.now()
  for (const line of ['a LOGIN {1}\r\nb {1}\r\n', 'a LOGIN {9999}\r\n', 'AUTH PLAIN\r\n', 'x'.repeat(50)]) {
    const watch = new LoginWatch()
    watch.heard('C', line.repeat(10_000))
    for (let i = 0; i < 1000; i++) watch.heard('C', line.repeat(5))
  }
  expect(performance.now() - start).toBeLessThan(5000)
})

const harmless: Record<string, [Side, string][]> = {
  'a user': [['C', 'USER test\r\n']],
  'an identity': [['C', 'AUTH EXTERNAL dGVzdA==\r\n']],
  'an empty response': [['C', 'AUTH PLAIN =\r\n']],
  'the end of an exchange': [
    ['C', 'AUTH PLAIN\r\n'],
    ['S', '334 \r\n'],
    ['C', '*\r\n'],
  ],
  'a command behind a refusal': [
    ['C', 'AUTH PLAIN\r\n'],
    ['S', '504 no\r\n'],
    ['C', 'QUIT\r\n'],
  ],
  'a command behind a login': [
    ['C', 'a AUTHENTICATE PLAIN\r\n'],
    ['S', 'a NO\r\n'],
    ['C', 'b NOOP\r\n'],
  ],
  'what a server says': [['S', 'PASS correct-horse\r\n']],
  'mail about passwords': [['C', 'Subject: PASS on\r\n']],
}

describe.concurrent('What tells nothing is none', () => {
  test.for(Object.entries(harmless))('%s', ([, dialogue], { expect }) => {
    const watch = new LoginWatch()
    expect(dialogue.flatMap(([side, text]) => watch.heard(side, text))).toEqual([])
  })
})
