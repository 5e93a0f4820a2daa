import { hostile, type HostilePatch, upgrading } from './hostile.ts'
import { languageOf } from './words.ts'

/** Sends other bytes for each text that is due, which may hold several lines; the last has its line end, too. */
const sends =
  (other: (lines: string, protocol: ReturnType<typeof languageOf>) => string): HostilePatch =>
  (Base) =>
    class extends Base {
      override say(text: string) {
        this.peer.send(other(`${text.replaceAll('\n', '\r\n')}\r\n`, languageOf(this)))
      }
    }

/** The first line is read as it stands, and tells what it is: what comes behind its first word is spoilt. */
const inTheText = (spoilt: string): HostilePatch => sends((lines) => lines.replaceAll('\r\n', `${spoilt}\r\n`))

const noReply = /expected an? .* such as|expected .*, found "/

/** Servers that say what nobody can read. */
export const texts = hostile({ kind: 'text', told: noReply }, [
  {
    name: 'nuls',
    does: 'sends NULs for its greeting',
    patch: sends(() => `${'\0'.repeat(1000)}\r\n`),
  },
  {
    name: 'nuls-in-its-text',
    does: 'ends every line with NULs',
    harmless: ['imap'],
    told: /not offered|refused|found "/,
    patch: inTheText('\0\0\0'),
  },
  {
    name: 'eight-bit',
    does: 'says nothing but bytes above 127',
    patch: sends((lines) => lines.replace(/[^\r\n]/g, '\xe9')),
  },
  {
    name: 'invalid-utf8',
    does: 'puts invalid UTF-8 into each line',
    harmless: ['smtp', 'imap'],
    told: /within \d+ ms after "S: \. \\xff/,
    patch: inTheText(' \xff\xfe\xc0\xaf\xed\xa0\x80'),
  },
  {
    name: 'escape-sequences',
    does: 'puts terminal escapes into each line',
    harmless: ['smtp', 'imap'],
    told: /within \d+ ms after "S: \. \\x1b/,
    patch: inTheText(' \x1b]0;owned\x07\x1b[2J\x9b31m'),
  },
  {
    name: 'bare-lf',
    does: 'ends its lines with a bare LF',
    harmless: upgrading,
    patch: sends((lines) => lines.replaceAll('\r\n', '\n')),
  },
  {
    name: 'bare-cr',
    does: 'ends its lines with a bare CR',
    told: /within \d+ ms after ".*\\x0d"/,
    patch: sends((lines) => lines.replaceAll('\r\n', '\r')),
  },
  {
    name: 'cr-cr-lf',
    does: 'ends its lines with CR CR LF',
    harmless: ['imap'],
    patch: sends((lines) => lines.replaceAll('\r\n', '\r\r\n')),
  },
  {
    name: 'no-numbers',
    does: 'answers with words where SMTP has a number',
    protocols: ['smtp'],
    patch: sends((lines) => lines.replace(/^\d+/gm, 'YES')),
  },
  {
    name: 'numbers-that-are-none',
    does: 'answers with 999 where SMTP has a number',
    protocols: ['smtp'],
    patch: sends((lines) => lines.replace(/^\d+/gm, '999')),
  },
  {
    name: 'numbers-that-change',
    does: 'answers in several lines, each with another number',
    protocols: ['smtp'],
    patch: sends((lines) => lines.replace(/^250(?=-8)/gm, '251')),
  },
  {
    name: 'another-protocol',
    does: 'answers as a web server does',
    told: /found "HTTP/,
    patch: sends(() => 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n'),
  },
])
