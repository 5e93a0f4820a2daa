import type { Language } from '../../../harness/subject.ts'
import type { Deceit } from './deceive.ts'
import { mailboxData } from './untagged.ts'

const ehlo = '250-injected\r\n250 AUTH PLAIN LOGIN\r\n'
const capability = '* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN\r\n'

/** Whole answers to what comes first inside TLS: to the question for capabilities, and to what may come in its place. */
export const wholeReplies: Record<Language, readonly Deceit[]> = {
  smtp: [
    { behind: () => ehlo, real: 'refusing' },
    { behind: () => ehlo, real: 'refusing', apart: true },
  ],
  imap: [
    { behind: (next) => `${capability}${next(1)} OK Injected\r\n`, real: 'refusing', byTag: true },
    { behind: (next) => `${capability}${next(1)} OK Injected\r\n`, real: 'refusing', byTag: true, apart: true },
    // where a login follows a refused CAPABILITY, too, its own answer tells
    {
      behind: (next) => [1, 2, 3].map((by) => `${next(by)} OK Injected\r\n`).join(''),
      real: 'refusing',
      byTag: true,
    },
    // a go-ahead for the literals of LOGIN, or for the response of AUTHENTICATE, has no tag
    { behind: () => '+ Injected\r\n+ Injected\r\n', real: 'refusing' },
  ],
  pop3: [
    { behind: () => '+OK\r\nUSER\r\nSASL PLAIN LOGIN\r\n.\r\n+OK\r\n', real: 'refusing' },
    { behind: () => '+OK\r\nUSER\r\nSASL PLAIN LOGIN\r\n.\r\n+OK\r\n', real: 'refusing', apart: true },
    { behind: () => '+OK\r\n+OK\r\n', real: 'refusing' },
  ],
}

/** The beginning of a line, to stand in front of the first line inside TLS. */
export const partialReplies: Record<Language, readonly Deceit[]> = {
  smtp: [
    { behind: () => '250 AUTH PLAIN LOGIN ', real: 'refusing' },
    { behind: () => '250-injected\r\n250 AUTH PLAIN LOGIN ', real: 'refusing' },
    { behind: () => '250-AUTH PLAIN LOGIN ', real: 'bare' },
    // HELO follows a refusal, or nothing
    { behind: () => '502 ', harmless: () => '250-', real: 'ordinary' },
  ],
  imap: [
    { behind: (next) => `${next(1)} OK `, real: 'refusing', byTag: true },
    { behind: () => '* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN ', real: 'bare' },
    { behind: (next) => `${next(1)} NO `, harmless: () => '* OK ', real: 'ordinary', byTag: true },
  ],
  pop3: [
    { behind: () => '+OK ', real: 'refusing' },
    { behind: () => '+OK\r\nSASL PLAIN LOGIN ', real: 'bare' },
    // USER follows a refusal, or nothing
    { behind: () => '-ERR ', harmless: () => '+OK ', real: 'ordinary' },
  ],
}

/** Mail that is not there: whoever fetches it has read of it. */
export const unaskedMail: readonly Deceit[] = [
  { behind: () => mailboxData.map((line) => `${line}\r\n`).join(''), real: 'ordinary' },
]

/** What a server may say at any time, without having been asked. */
export const unaskedCapabilities: readonly Deceit[] = [
  { behind: () => capability, real: 'bare' },
  { behind: () => capability, real: 'bare', apart: true },
]
