import type { SmtpClient } from '../../harness/dialogue/smtp-client.ts'
import { readReply, type SmtpReply } from '../../harness/dialogue/smtp-reply.ts'
import { byShape } from './by-shape.ts'
import { Answers, type Dialect } from './dialect.ts'

/** The command whose answer shows that nothing was run out of turn: no extension has it, in SMTP or POP3. */
export const fence = 'XFENCE'

export const smtp: Dialect = {
  upgrade: ['STAR', 'TTLS'],
  injected: () => 'NOOP',
  other: { line: 'EHLO injected.example.org' },
  // a comment line of 480 characters stays within RFC 5321, section 4.5.3.1.4
  filling: `NOOP ${'x'.repeat(480)}\r\n`.repeat(40),
  before: 'NOOP',
  // in front of EHLO an unknown verb makes it refused; for NOOP and HELO it is an argument, which few mind
  halves: { spoiling: 'XPREFIX ', harmless: ['NOOP ', 'HELO '] },
  sasl: { line: 'AUTH PLAIN', draws: '334' },
  unknown: fence,
  async hello(client: SmtpClient, briefly) {
    const ehlo = await client.ehlo()
    // as many commands with the attack as without it: some servers count them
    const answers = briefly ? [ehlo] : [await client.command('NOOP'), ehlo]
    return { offered: ehlo.startTls, own: answers.filter(({ accepted }) => accepted).map(({ shape }) => shape) }
  },
  script: ({ name }: SmtpClient) => [`EHLO ${name}`, fence, 'QUIT'],
  answers: (source) => new Answers(() => readReply(() => source.line())),
  isGoAhead: ({ code }: SmtpReply) => code === 220,
  hasFarewell: (answers) => (answers.at(-1) as SmtpReply | undefined)?.code === 221,
  isClosing: ({ code }: SmtpReply) => code === 421,
  isRefusal: (reply: SmtpReply) => reply.class === 5,
  word: ({ code }: SmtpReply) => String(code),
  // 421 may come at any time
  proof: byShape((others) => (others as SmtpReply[]).every(({ code }) => code !== 421)),
}
