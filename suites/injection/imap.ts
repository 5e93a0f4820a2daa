import type { ImapClient } from '../../harness/dialogue/imap-client.ts'
import { type ImapAnswer, readAnswer } from '../../harness/dialogue/imap-response.ts'
import { Answers, type Dialect, type Proof } from './dialect.ts'

/** Ours is a tag of its own, so that an answer to what was injected cannot be taken for another. */
const injectedTag = /^INJ/i

export const imap: Dialect = {
  upgrade: ['T1 STAR', 'TTLS'],
  injected: (ordinal = 1) => `INJ${ordinal} NOOP`,
  other: { line: 'INJ1 CAPABILITY' },
  // the tag may be as long as the line
  filling: `INJ${'x'.repeat(480)} NOOP\r\n`.repeat(40),
  before: 'T0 NOOP',
  // the last announces a literal, for which what comes inside TLS would be taken (RFC 7888)
  halves: { tagged: ['INJ1 ', 'INJ2 NOOP ', 'INJ3 NOOP {2+}\r\n'] },
  sasl: { line: 'INJ1 AUTHENTICATE PLAIN' },
  unknown: 'INJ1 XFENCE',
  hello: async (client: ImapClient) => ({ offered: (await client.capabilities()).startTls, own: [] }),
  script: () => ['T2 CAPABILITY', 'T3 NOOP', 'T4 LOGOUT'],
  answers: (source) => new Answers(() => readAnswer(source)),
  isGoAhead: (answer: ImapAnswer) => answer.tag === 'T1' && answer.status === 'OK',
  hasFarewell: (answers) => (answers.at(-1) as ImapAnswer | undefined)?.tag === 'T4',
  isClosing: () => false,
  isRefusal: (answer: ImapAnswer) => refusalIn(answer) !== undefined,
  word: (answer: ImapAnswer) => refusalIn(answer) ?? answer.status,
  proof: byTag(),
}

/** NO or BAD; BAD may come untagged, for what the server cannot make a command of (RFC 9051, section 7.1.3). */
function refusalIn({ status, untagged }: ImapAnswer): string | undefined {
  if (status === 'NO' || status === 'BAD') return status
  return untagged.some((text) => /^BAD( |$)/i.test(text)) ? 'BAD' : undefined
}

function byTag(): Proof {
  return {
    insideTls(answers) {
      const found = (answers as ImapAnswer[]).find(({ tag }) => injectedTag.test(tag))
      return found && `"${found}" came`
    },
    // not behind an error: then the handshake has failed, and what goes on in cleartext may answer what came in it
    inCleartext(answers, _own, commands) {
      const [first] = answers as ImapAnswer[]
      if (!first || !injectedTag.test(first.tag) || first.status !== 'OK' || answers.length < commands) return undefined
      return first.untagged.some((text) => /^(NO|BAD|BYE)( |$)/i.test(text)) ? undefined : first
    },
  }
}
