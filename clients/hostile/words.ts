import type { Language } from '../../harness/subject.ts'

interface Words {
  /** asks what the server can do */
  hello: string
  /** asks for TLS */
  upgrade: string
  /** does nothing */
  noop: string
  /** ends the session */
  quit: string
  /** begins an exchange that a challenge follows */
  sasl: string
  /** commands of another protocol */
  foreign: readonly string[]
  /** replies of a server */
  replies: readonly string[]
  /** commands in an order that no server takes, without a secret */
  jumbled: readonly string[]
  /** logs in */
  login: (user: string, password: string) => readonly string[]
  /** whether this is the last line of a reply to a command, or the greeting */
  isLast: (line: string, command: string) => boolean
}

/** What clients say, by language. */
export const words: Readonly<Record<Language, Words>> = {
  smtp: {
    hello: 'EHLO hostile.example',
    upgrade: 'STARTTLS',
    noop: 'NOOP',
    quit: 'QUIT',
    sasl: 'AUTH PLAIN',
    foreign: ['a CAPABILITY', 'CAPA', 'b SELECT INBOX', 'STAT', 'c LOGOUT'],
    replies: ['220 mail.example ESMTP', '250-mail.example', '250 STARTTLS', '354 Go on', '221 Bye'],
    jumbled: ['RSET', 'DATA', 'RCPT TO:<a@x.test>', 'EHLO hostile.example', 'VRFY a', 'DATA', 'RSET'],
    login: (user, password) => [`AUTH PLAIN ${plain(user, password)}`],
    isLast: (line) => /^\d{3} /.test(line),
  },
  imap: {
    hello: 'h CAPABILITY',
    upgrade: 'u STARTTLS',
    noop: 'n NOOP',
    quit: 'q LOGOUT',
    sasl: 'a AUTHENTICATE PLAIN',
    foreign: ['EHLO hostile.example', 'CAPA', 'NOOP', 'STAT', 'QUIT'],
    replies: ['* OK IMAP4rev1 ready', '* CAPABILITY IMAP4rev1', 'a OK done', '+ go on', '* BYE'],
    jumbled: ['a NOOP', 'b CHECK', 'c DONE', '* CAPABILITY', 'd UNSELECT', 'e NOOP'],
    login: (user, password) => [`l AUTHENTICATE PLAIN ${plain(user, password)}`],
    isLast: (line, command) => command === '' || line.startsWith('+') || line.startsWith(`${command.split(' ')[0]} `),
  },
  pop3: {
    hello: 'CAPA',
    upgrade: 'STLS',
    noop: 'NOOP',
    quit: 'QUIT',
    sasl: 'AUTH PLAIN',
    foreign: ['EHLO hostile.example', 'a CAPABILITY', 'RSET', 'b SELECT INBOX', 'c LOGOUT'],
    replies: ['+OK POP3 ready', '+OK', 'UIDL 1 a', '.', '-ERR no'],
    jumbled: ['NOOP', 'RSET', 'QUITE', 'CAPA', 'NOOP'],
    login: (user, password) => [`AUTH PLAIN ${plain(user, password)}`],
    isLast: (line, command) => line === '.' || command !== 'CAPA' || line.startsWith('-ERR'),
  },
}

/** A response of SASL PLAIN (RFC 4616). */
function plain(user: string, password: string): string {
  return Buffer.from(`\0${user}\0${password}`).toString('base64')
}
