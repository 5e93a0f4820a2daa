import * as fc from 'fast-check'
import { describe, expect } from 'vitest'
import { cutAt, lineOf, places, soup } from '../testing/arbitraries.ts'
import { property, takesAnyLength } from '../testing/property.ts'
import { LoginWatch } from './logins.ts'

const tokens = [
  'AUTH PLAIN',
  'a LOGIN',
  ' ',
  'a AUTHENTICATE LOGIN',
  '\r\n',
  '\n',
  '"',
  '\\"',
  '{3}\r\n',
  '{3+}',
  'PASS ',
  'APOP a ',
  'cGFzcw==',
  '*',
  '=',
]
const user = fc.stringMatching(/^[\w.@-]{1,12}$/)
const password = lineOf(/[\x20-\x7e]/).filter((text) => text !== '')
const quoted = (text: string) => `"${text.replace(/["\\]/g, String.raw`\$&`)}"`
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** The ways in which a client sends a password, each with what its server says before. */
const ways: Record<string, (user: string, password: string) => [client: string, challenges: number]> = {
  'SMTP AUTH PLAIN': (user, password) => [`AUTH PLAIN ${base64(`\0${user}\0${password}`)}\r\n`, 0],
  'SMTP AUTH LOGIN': (user, password) => [`AUTH LOGIN\r\n${base64(user)}\r\n${base64(password)}\r\n`, 2],
  'IMAP LOGIN': (user, password) => [`a1 LOGIN ${quoted(user)} ${quoted(password)}\r\n`, 0],
  'IMAP literals': (user, password) => [
    `a1 LOGIN {${user.length}+}\r\n${user} {${password.length}+}\r\n${password}\r\n`,
    0,
  ],
  'POP3 PASS': (user, password) => [`USER ${user}\r\nPASS ${password}\r\n`, 0],
}

/** The secrets that show by what a client sends in these pieces; a challenge goes before each of its lines that answers one. */
function secretsIn(pieces: readonly Buffer[], challenges: number): string[] {
  const watch = new LoginWatch()
  let left = challenges
  return pieces.flatMap((piece) => {
    const found = watch.heard('C', piece.toString('latin1'))
    if (piece.includes(0x0a) && left-- > 0) watch.heard('S', '334 \r\n')
    return found
  })
}

describe('Logins that are watched', () => {
  for (const [name, way] of Object.entries(ways)) {
    property(
      `A password is known that is sent by ${name}, however TCP cuts it`,
      [user, password, places],
      (user, password, places) => {
        const [client, challenges] = way(user, password)
        // no client goes on before it was challenged
        const lines = challenges > 0 ? client.split(/(?<=\n)/) : [client]
        expect(
          secretsIn(
            lines.flatMap((line) => cutAt(line, places)),
            challenges,
          ),
        ).toContain(password)
      },
    )
  }

  property('Any segmentation of the same bytes shows the same secrets', [soup(tokens), places], (text, places) => {
    expect(secretsIn(cutAt(text, places), 0)).toEqual(secretsIn([Buffer.from(text, 'latin1')], 0))
  })

  takesAnyLength(tokens, (text) => {
    const watch = new LoginWatch()
    watch.heard('S', text)
    watch.heard('C', text)
  })
})
