import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { readAnswer } from '../../harness/dialogue/imap-response.ts'
import { readReply } from '../../harness/dialogue/smtp-reply.ts'
import type { Language, SetUp } from '../../harness/subject.ts'
import { cut, lineOf, mutated, soup } from '../../harness/testing/arbitraries.ts'
import { fed } from '../../harness/testing/fed.ts'
import { outcomeOf, property, takesAnyLength } from '../../harness/testing/property.ts'
import { account } from '../account.ts'
import { fetched } from './imap-fetch.ts'
import { message, saidTo } from './testing/said-to.ts'

const plain = Buffer.from(`\0${account.user}\0${account.password}`).toString('base64')

const words: Record<Language, readonly string[]> = {
  smtp: [
    'EHLO me',
    'HELO me',
    `AUTH PLAIN ${plain}`,
    'AUTH PLAIN',
    plain,
    '*',
    '=',
    'MAIL FROM:<a@b>',
    `RCPT TO:<${account.mailbox}>`,
    'DATA',
    '.',
    '..',
    'RSET',
    'NOOP',
    'STARTTLS',
    'VRFY',
    'HELP',
    'QUIT',
  ],
  imap: [
    'CAPABILITY',
    `LOGIN ${account.user} ${account.password}`,
    `LOGIN "${account.user}" "\\"`,
    `AUTHENTICATE PLAIN ${plain}`,
    'AUTHENTICATE PLAIN',
    'SELECT INBOX',
    'CHECK',
    'CLOSE',
    'LIST "" "*"',
    'LIST "" ""',
    'UID FETCH 1:* (UID FLAGS BODY.PEEK[])',
    'FETCH 1 (BODY[HEADER.FIELDS (SUBJECT)])',
    'FETCH 1 FULL',
    'FETCH 1 (BODY[]<2.5> ENVELOPE BODYSTRUCTURE)',
    'STORE 1 +FLAGS (\\Seen)',
    'STATUS INBOX (MESSAGES UIDNEXT)',
    'IDLE',
    'DONE',
    'SEARCH ALL',
    'SEARCH NOT DELETED',
    'UID SEARCH HEADER Message-ID "<1@x>"',
    'STARTTLS',
    'NOOP',
    'LOGOUT',
  ].map((each) => `a1 ${each}`),
  pop3: [
    'CAPA',
    `USER ${account.user}`,
    `PASS ${account.password}`,
    `AUTH PLAIN ${plain}`,
    'AUTH PLAIN',
    plain,
    '*',
    'STAT',
    'LIST',
    'UIDL',
    'RETR 1',
    'TOP 1 1',
    'TOP 1 -1',
    'DELE 1',
    'RSET',
    'STLS',
    'NOOP',
    'QUIT',
  ],
}

function conversation(language: Language): fc.Arbitrary<Buffer> {
  const line = fc.oneof({ arbitrary: fc.constantFrom(...words[language]), weight: 5 }, lineOf(/[^]/))
  const lines = fc.array(fc.tuple(line, fc.constantFrom('\r\n', '\r\n', '\n')), { maxLength: 12 })
  const all = lines.map((each) => each.map((parts) => parts.join('')).join(''))
  const bytes = fc.oneof(all, soup(words[language])).map((text) => Buffer.from(text, 'latin1'))
  return fc.oneof(bytes, mutated(bytes))
}

/** Reads all of it as a client of ours does; throws what it throws. */
async function readAsClient(language: Language, said: string): Promise<void> {
  const peer = fed([Buffer.from(said, 'latin1')])
  const read: Record<Language, () => Promise<unknown>> = {
    smtp: () => readReply(peer.line),
    imap: () => readAnswer(peer),
    // which +OK has lines, only its command tells
    pop3: () => peer.line(),
  }
  for (;;) await read[language]()
}

for (const language of ['smtp', 'imap', 'pop3'] as const) {
  describe(`Commands that our ${language.toUpperCase()} server reads`, () => {
    property(
      'Any segmentation of the same bytes gets the same answers, which a client can read',
      [cut(conversation(language)), fc.constantFrom<SetUp>('default', 'cleartext-auth', 'tls-required', 'user-barred')],
      async (pieces, setUp) => {
        const said = await saidTo(language, pieces, setUp)
        expect(said).toBe(await saidTo(language, [Buffer.concat(pieces)], setUp))
        expect(said.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(await outcomeOf(() => readAsClient(language, said))).toMatchObject({ code: 'ended' })
      },
      { usual: 100, share: 1 / 3 },
    )
  })
}

describe('What IMAP clients fetch', () => {
  const tokens = [
    '1',
    ':',
    '*',
    ',',
    ' ',
    '(',
    ')',
    'UID',
    'FLAGS',
    'BODY',
    '.PEEK',
    '[',
    ']',
    'HEADER',
    '.FIELDS (',
    'SUBJECT',
    'RFC822',
    '.SIZE',
    '<0.10>',
    'ENVELOPE',
    'STRUCTURE',
    '9'.repeat(20),
  ]
  const headers = [
    'Subject: ',
    'a',
    '\r\n',
    ' ',
    ':',
    '\r\n\r\n',
    '{3}',
    '\r\nFrom: ',
    '<a@b>',
    '@',
    ',',
    '<',
    '"',
    '\\',
    '\r',
  ]
  const text = soup(headers).map((all) => all.replace(/\r?\n/g, '\r\n'))
  const whole = '1:* (FLAGS BODY[] RFC822.HEADER BODY.PEEK[HEADER.FIELDS (SUBJECT TO)] ENVELOPE BODYSTRUCTURE)'
  property(
    'Whatever is asked for, a client reads an answer for each message',
    [
      fc.array(text, { maxLength: 3 }),
      fc.oneof(
        fc.constant(whole),
        soup(tokens),
        soup(tokens).map((items) => `1:* ${items}`),
      ),
      fc.boolean(),
    ],
    async (texts, asked, byUid) => {
      const messages = texts.map((text, i) => ({ uid: 2 * i + 1, text }))
      const lines = fetched(messages, asked.replaceAll('\n', ''), byUid)
      if (lines === undefined) return expect(asked).not.toBe(whole)
      const said = `${lines}a OK done\n`.replaceAll('\n', '\r\n')
      const { untagged } = await readAnswer(fed([Buffer.from(said, 'latin1')]))
      for (const each of untagged) expect(each).toMatch(/^\d+ FETCH \([^]*\)$/)
      if (asked === whole) expect(untagged).toHaveLength(messages.length)
    },
  )

  describe('of a message', () => {
    takesAnyLength(headers, (text) =>
      fetched([{ uid: 1, text: `\r\nTo: ${text}` }], '1 (ENVELOPE BODYSTRUCTURE)', true),
    )
  })

  takesAnyLength(tokens, (asked) => {
    for (const argument of [asked, `1:* ${asked}`])
      fetched([{ uid: 1, text: message }], argument.slice(0, 64 * 1024), true)
  })
})
