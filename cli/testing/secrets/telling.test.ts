import { describe, test } from 'vitest'
import { Recording } from '../../../harness/recording.ts'
import { leaksIn } from '../../../harness/testing/planted.ts'
import { plantedAccount } from './planting.ts'
import { cut, tellings } from './telling.ts'

/** How what is told may be broken over an answer, or over a sentence that quotes one. */
const breakings: Record<string, (told: string) => string> = {
  'in one line': (told) => `535 ${told} and more`,
  'over lines of SMTP': (told) =>
    cut(told, 10)
      .map((piece) => `535-${piece}\r\n`)
      .join(''),
  'over lines of IMAP': (told) =>
    cut(told, 12)
      .map((piece) => `* OK ${piece}\r\n`)
      .join(''),
  'over lines of POP3': (told) => cut(told, 12).join('\r\n'),
  'over literals': (told) =>
    `* LIST${cut(told, 6)
      .map((piece) => ` {${piece.length}}\r\n${piece}`)
      .join('')}`,
  'over quoted lines of SMTP': (told) => `draws "535 ${cut(told, 10).join(' / ')}", and nothing else`,
  'over quoted lines of IMAP': (told) => `draws "* OK ${cut(told, 12).join(' / * OK ')}", and nothing else`,
  'over a list': (told) => `gone: ${cut(told, 10).join(', ')}; new: none`,
}

const passwords = [`Kq7-"pä\\w<&>'%41{password} 0a1b2c3d4e5fZx`, 'tallyho.a1b2c3d4-Xw', 'correct-horse']

describe.concurrent('No way to tell a password, or what was sent to log in, gets through', () => {
  test.for(Object.entries(breakings))('%s', ([, broken], { expect }) => {
    for (const password of passwords) {
      const [wire, response] = [
        Buffer.from(password).toString('latin1'),
        Buffer.from(`\0me\0${password}`).toString('base64'),
      ]
      const quoted = wire.replace(/["\\]/g, String.raw`\$&`)
      const recording = new Recording()
      recording.hide(password)
      const sent = Buffer.from(`AUTH PLAIN ${response}\r\n`)
      recording.add(recording.nextConnection(), 'C', { layer: 'plaintext', data: sent })
      const heard = [wire, response, `AUTH PLAIN ${response}`, `PASS ${wire}`, `m1 LOGIN "me" "${quoted}"`]
      for (const text of tellings.flatMap((tell) => heard.map((line) => broken(tell(line))))) {
        const shown = recording.redact(text)
        expect({ shown, leaks: leaksIn(Buffer.from(shown, 'latin1'), plantedAccount('me', password)) }).toEqual({
          shown,
          leaks: [],
        })
      }
    }
  })
})
