import { type Language, protocols } from '../../harness/subject.ts'
import type { AnyReference } from './hostile.ts'

/** What begins a line that the client has to read on behind: of a reply to EHLO, of what is untagged, of a list. */
const goesOn: Readonly<Record<Language, string>> = { smtp: '250-', imap: '* ', pop3: '' }

export function languageOf({ settings }: AnyReference): Language {
  return protocols[settings.protocol].language
}

/** The first line of an answer that has several. */
export function begins(server: AnyReference): string {
  return { smtp: '250-hostile.example\r\n', imap: '* CAPABILITY IMAP4rev1 STARTTLS\r\n', pop3: '+OK list\r\n' }[
    languageOf(server)
  ]
}

/** One more line of such an answer, `text` in it. */
export function oneMore(server: AnyReference, text: string): string {
  return `${goesOn[languageOf(server)]}${text}\r\n`
}

/** The last line of such an answer to this command. */
export function ends(server: AnyReference, command: string): string {
  return { smtp: '250 STARTTLS\r\n', imap: `${command.split(' ')[0]} OK done\r\n`, pop3: 'STLS\r\n.\r\n' }[
    languageOf(server)
  ]
}

/** What begins a greeting. */
export function greets(server: AnyReference): string {
  return { smtp: '220 ', imap: '* OK ', pop3: '+OK ' }[languageOf(server)]
}
