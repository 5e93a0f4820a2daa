import { all, hostile } from './hostile.ts'
import { at } from './steps.ts'
import { begins, ends, greets, oneMore } from './words.ts'

const kilobytes = (count: number, text = 'x') => text.repeat((count * 1024) / text.length)

/** Servers that say too much. */
export const floods = hostile({ kind: 'flood', told: /found (more than )?\d+ (lines|untagged|bytes)/ }, [
  {
    name: 'endless-line',
    does: 'greets with a line that never ends',
    told: /more than 65536 bytes without a line end/,
    patch: at.accept(async (server) => {
      server.peer.send(greets(server))
      await server.peer.pour(kilobytes(64))
    }),
  },
  {
    name: 'gigabyte-banner',
    does: 'greets with 1 GB of lines',
    patch: at.accept(async (server) => {
      const line = server.settings.protocol === 'smtp' ? '220-welcome\r\n' : `${greets(server)}welcome\r\n`
      await server.peer.pour(line.repeat(5000), 2 ** 30 / (5000 * line.length))
    }),
  },
  {
    name: 'endless-capabilities',
    does: 'lists capabilities without end',
    patch: at.firstCommand(async (server) => {
      server.peer.send(begins(server))
      await server.peer.pour(oneMore(server, 'X-NEVER-ENDS').repeat(1000))
    }),
  },
  {
    name: 'endless-capabilities-inside-tls',
    does: 'lists capabilities without end inside TLS',
    protocols: all,
    patch: at.insideTls(async (server) => {
      server.peer.send(begins(server))
      await server.peer.pour(oneMore(server, 'X-NEVER-ENDS').repeat(1000))
    }),
  },
  {
    name: 'a-million-capabilities',
    does: 'lists a million capabilities',
    patch: at.firstCommand(async (server, line) => {
      server.peer.send(begins(server))
      await server.peer.pour(oneMore(server, 'X-ONE-OF-A-MILLION').repeat(1000), 1000)
      server.peer.send(ends(server, line))
      await server.peer.wait()
    }),
  },
  {
    name: 'endless-long-lines',
    does: 'answers with 60 kB lines without end',
    patch: at.firstCommand(async (server) => {
      server.peer.send(begins(server))
      await server.peer.pour(oneMore(server, kilobytes(60)))
    }),
  },
  {
    name: 'endless-line-ends',
    does: 'sends empty lines without end',
    told: /found ""/,
    patch: at.accept(({ peer }) => peer.pour(kilobytes(64, '\r\n'))),
  },
  {
    name: 'endless-plaintext-behind-go-ahead',
    does: 'sends text without end where the TLS handshake is due',
    breaks: /starttls-works$/,
    told: /found more than \d+ bytes|plaintext instead of TLS/,
    patch: at.handshake(({ peer }) => peer.pour(kilobytes(64))),
  },
  {
    name: 'endless-plaintext-beside-tls',
    does: 'sends plaintext without end between the TLS records of a session',
    protocols: all,
    told: /plaintext beside/,
    patch: at.insideTls(({ peer }) => peer.pourBelow(() => Buffer.from(kilobytes(64)))),
  },
  {
    name: 'literal-of-4-gb',
    does: 'announces an IMAP literal of 4 GB, and sends it',
    protocols: ['imap'],
    told: /literal.*4294967295/,
    patch: at.firstCommand(async ({ peer }) => {
      peer.send('* CAPABILITY {4294967295}\r\n')
      await peer.pour(kilobytes(64))
    }),
  },
  {
    name: 'endless-literals',
    does: 'answers with IMAP literals of 1 MB without end',
    protocols: ['imap'],
    patch: at.firstCommand(({ peer }) => peer.pour(`* X {${1024 * 1000}}\r\n${kilobytes(1000)}\r\n`)),
  },
  {
    name: 'deep-nesting',
    does: 'answers with an IMAP list nested 60,000 deep',
    protocols: ['imap'],
    patch: at.firstCommand(({ peer }) => peer.pour(`* ESEARCH ${'('.repeat(30_000)}${')'.repeat(30_000)}\r\n`)),
  },
])
