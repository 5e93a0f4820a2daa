import { cleartextFirst, hostile, type Meeting } from './hostile-client.ts'
import { reply } from './steps.ts'
import { words } from './words.ts'

/** Says this behind the greeting, reads what is answered, and closes. */
const saying = (bytes: string | Buffer) => async (meeting: Meeting) => {
  const peer = await meeting.dial()
  if (!meeting.implicitTls) await reply(peer, meeting)
  peer.send(bytes)
  await peer.bytes()
}

/** Clients whose words are no text. */
export const texts = hostile({ kind: 'text', told: /says/, breaks: cleartextFirst }, [
  { name: 'nuls', does: 'sends a line of NULs', told: /says "(\\x00)+/, act: saying(`${'\0'.repeat(500)}\r\n`) },
  {
    name: '8-bit-junk',
    does: 'sends a line of bytes beyond ASCII',
    told: /says "(\\x[89a-f].)+/,
    act: saying(Buffer.from(Array.from({ length: 500 }, (_, i) => (i === 499 ? 10 : 0xe0 + (i % 7))))),
  },
  {
    name: 'invalid-utf-8',
    does: 'sends a line that is no UTF-8',
    told: /says "EHLO \\xc3\(/,
    act: saying(Buffer.from('EHLO \xc3\x28\xa0\xa1\xf0\x28\x8c\xbc.example\r\n', 'latin1')),
  },
  {
    name: 'bare-cr',
    does: 'ends its lines with CR alone',
    told: /says "\w+.*\\x0d\w+.*<no line end>/,
    act: (meeting) => {
      const { hello, noop, quit } = words[meeting.language]
      return saying([hello, noop, quit, ''].join('\r'))(meeting)
    },
  },
  {
    name: 'bare-lf',
    does: 'ends its lines with LF alone',
    told: /says ".*<LF>"/,
    act: (meeting) => {
      const { noop, quit } = words[meeting.language]
      return saying([noop, quit, ''].join('\n'))(meeting)
    },
  },
  {
    name: 'http',
    does: 'sends a request of HTTP',
    told: /says ".*Host: mail.example/,
    act: async ({ dial }) => {
      const peer = await dial()
      peer.send('GET / HTTP/1.1\r\nHost: mail.example\r\n\r\n')
      await peer.ended()
    },
  },
  {
    name: 'megabyte-name',
    does: 'gives itself a name of 1 MB',
    told: /says \d{5,} bytes, at last "x+/,
    act: (meeting) => {
      const { hello } = words[meeting.language]
      return saying(`${hello} ${'x'.repeat(1024 * 1024)}\r\n`)(meeting)
    },
  },
])
