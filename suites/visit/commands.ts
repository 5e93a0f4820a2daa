import type { Language } from '../../harness/subject.ts'

/** A line that a client has sent, as far as it is a command: what belongs to a SASL exchange, a message or a literal is not. */
export interface Command {
  /** in capitals */
  verb: string
  /** the line, without a tag */
  text: string
  /** what the answer will be told by, in IMAP */
  tag?: string
  /** whether something came behind it that has to wait for a continuation request, in IMAP (RFC 3501, sections 4.3 and 6.2.2) */
  continued?: true
}

/** The commands in what a client has sent. */
export function commandsIn(sent: Buffer, language: Language): Command[] {
  const lines = sent.toString('latin1').split(/\r?\n/)
  const begun = wholeVerbIn(lines.pop()!, language)
  if (begun) lines.push(begun)
  const commands: Command[] = []
  let inside: 'message' | 'exchange' | 'literal' | undefined
  let before = ''
  for (const line of lines) {
    const command = commandOf(line, language)
    if (inside === 'message') {
      if (line === '.') inside = undefined
      continue
    }
    const known = command && verbs[language].includes(command.verb)
    const more = language === 'imap' && /\{\d+\+?\}$/.test(line) ? 'literal' : undefined
    if (inside && !known) {
      if (language === 'imap' && (inside === 'literal' ? isLiteral(line, before) : isBase64(line))) {
        commands.at(-1)!.continued = true
      }
      // whoever answers a challenge sends base64, which no verb is
      if (inside === 'literal') inside = more
      before = line
      continue
    }
    inside = more
    before = line
    commands.push(command ?? { verb: line.toUpperCase(), text: line })
    if (command?.verb === 'DATA' && language === 'smtp') inside = 'message'
    if (command && ['AUTH', 'AUTHENTICATE'].includes(command.verb) && !asksForMechanisms(command)) inside = 'exchange'
  }
  return commands
}

/** Whether a line is the literal that the one before it announces, unless that is non-synchronizing (RFC 7888), and what follows it. */
function isLiteral(line: string, before: string): boolean {
  const [, size] = /\{(\d+)\}$/.exec(before) ?? []
  return size !== undefined && line.length >= Number(size) && /^(?:[ )]|$)/.test(line.slice(Number(size)))
}

function isBase64(line: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(line)
}

/** What has no line end may have been cut off anywhere: it is a command as soon as its verb is known to be whole. */
function wholeVerbIn(line: string, language: Language): string | undefined {
  if (line.endsWith('\r')) return line.slice(0, -1)
  return (language === 'imap' ? /^\S+ \S+ /.test(line) : /^\S+ /.test(line)) ? line : undefined
}

function commandOf(line: string, language: Language): Command | undefined {
  const [, tag, rest = line] = language === 'imap' ? (/^(\S+) (.*)$/.exec(line) ?? ['', '', '']) : []
  const [, text, verb] = /^(([A-Za-z]+)(?: .*)?)$/.exec(rest) ?? []
  return text && verb ? { verb: verb.toUpperCase(), text, ...(tag && { tag }) } : undefined
}

/**
 * Capability discovery and the upgrade, which RFC 8314, section 5.2 names; ways to idle or to leave; and the language of the
 * answers, which may be chosen before a login (RFC 5255, RFC 6856).
 */
const harmless: Record<Language, readonly string[]> = {
  smtp: ['EHLO', 'HELO', 'LHLO', 'STARTTLS', 'NOOP', 'RSET', 'HELP', 'QUIT'],
  imap: ['CAPABILITY', 'STARTTLS', 'NOOP', 'ID', 'LANGUAGE', 'LOGOUT'],
  // before a login, where there is nothing to take back, it comes from clients that give up
  pop3: ['CAPA', 'STLS', 'NOOP', 'LANG', 'UTF8', 'RSET', 'QUIT'],
}

/** Every verb that a client of ours is expected to use. */
const verbs: Record<Language, readonly string[]> = {
  smtp: [...harmless.smtp, 'AUTH', 'MAIL', 'RCPT', 'DATA', 'BDAT', 'VRFY', 'EXPN'],
  imap: [
    ...harmless.imap,
    'LOGIN',
    'AUTHENTICATE',
    'SELECT',
    'EXAMINE',
    'LIST',
    'LSUB',
    'STATUS',
    'NAMESPACE',
    'ENABLE',
  ],
  pop3: [...harmless.pop3, 'USER', 'PASS', 'APOP', 'AUTH', 'STAT', 'LIST', 'UIDL', 'RETR', 'TOP', 'DELE'],
}

/** The commands beyond capability discovery, the upgrade and goodbye. */
export function actionsAmong(commands: readonly Command[], language: Language): Command[] {
  return commands.filter(
    ({ verb, text }) =>
      text !== '' && !harmless[language].includes(verb) && !(language === 'pop3' && asksForMechanisms({ text })),
  )
}

/** AUTH alone: many ask so for the mechanisms of POP3, where CAPA is not known. */
function asksForMechanisms({ text }: Pick<Command, 'text'>): boolean {
  return text.trim().toUpperCase() === 'AUTH'
}

/** The commands by which a client logs in. */
export function loginsAmong(commands: readonly Command[], language: Language): Command[] {
  const logins: Record<Language, readonly string[]> = {
    smtp: ['AUTH'],
    imap: ['LOGIN', 'AUTHENTICATE'],
    pop3: ['USER', 'PASS', 'APOP', 'AUTH'],
  }
  return actionsAmong(commands, language).filter(({ verb }) => logins[language].includes(verb))
}

/** Commands for a sentence: their verbs. */
export function listed(commands: readonly Command[]): string {
  return [...new Set(commands.map(({ verb }) => verb.slice(0, 40)))].join(', ')
}
