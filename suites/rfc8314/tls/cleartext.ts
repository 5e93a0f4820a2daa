import { type Language, type Protocol, protocols } from '../../../harness/subject.ts'

interface Form {
  /** a command that every server answers before a login */
  command: string
  /** a line that greets, or answers that command as the protocol would */
  serves: RegExp
  /** any line of the protocol */
  line: RegExp
}

const forms: Record<Language, Form> = {
  smtp: { command: 'EHLO [127.0.0.1]\r\n', serves: /^2\d\d[ -]/m, line: /^[2-5]\d\d[ -]/m },
  imap: {
    command: 'm1 CAPABILITY\r\n',
    serves: /^(\* (OK|PREAUTH|CAPABILITY) |m1 OK)/im,
    line: /^(\*|\+|m1) /m,
  },
  pop3: { command: 'CAPA\r\n', serves: /^\+OK/im, line: /^(\+OK|-ERR)/im },
}

/** What a protocol looks like in cleartext, where it has no business there. */
export function formOf(protocol: Protocol): Form {
  return forms[protocols[protocol].language]
}

/** The first line of a text, short enough for a report. */
export function firstLine(text: string): string {
  return (text.split(/\r?\n/)[0] ?? '').slice(0, 80)
}
