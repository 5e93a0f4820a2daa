import { envelopeOf, structureOf } from './imap-structure.ts'
import { headerOf, type StoredMessage } from './mailbox.ts'

/**
 * Answers FETCH and UID FETCH with as much as clients ask for to list a mailbox and to read it (RFC 9051, section 6.4.5;
 * RFC 3501 for RFC822.*): untagged lines, or nothing where it asks for something else.
 */
export function fetched(messages: readonly StoredMessage[], argument: string, byUid: boolean): string | undefined {
  const [, set, asked] = /^([\d:*,]+) (.+)$/s.exec(argument) ?? []
  if (set === undefined || asked === undefined) return undefined
  const items = itemsIn(asked)
  if (!items.every((item) => valueOf(item, { uid: 1, text: '' }) !== undefined)) return undefined
  // a client that goes by UID is told it, whatever it asks for
  const all = byUid && !items.includes('UID') ? ['UID', ...items] : items
  const lines = messages.flatMap((message, i) => {
    const largest = byUid ? (messages.at(-1)?.uid ?? 0) : messages.length
    if (!contains(set, byUid ? message.uid : i + 1, largest)) return []
    const values = all.map((item) => `${answeredAs(item)} ${valueOf(item, message)}`)
    return [`* ${i + 1} FETCH (${values.join(' ')})\n`]
  })
  return lines.join('')
}

/** Names that stand for several items. */
const macros: Record<string, readonly string[]> = {
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
}

/** The names of items, as they are asked for. */
function itemsIn(asked: string): readonly string[] {
  const inside = /^\((.*)\)$/s.exec(asked)?.[1] ?? asked
  // no section holds a bracket: looking for the end of each of many would take for ever
  const items = [...inside.toUpperCase().matchAll(/[A-Z0-9.]+(?:\[[^\][]*\](?:<\d+\.\d+>)?)?/g)].map(([item]) => item)
  return macros[items.join()] ?? items
}

/** The name of an item in the answer: of a part of a text only its beginning is told. */
function answeredAs(item: string): string {
  return item.replace('.PEEK', '').replace(/\.\d+>$/, '>')
}

function valueOf(item: string, { uid, text }: StoredMessage): string | undefined {
  switch (item) {
    case 'UID':
      return `${uid}`
    case 'FLAGS':
      return '()'
    case 'INTERNALDATE':
      return '" 1-Jan-2026 00:00:00 +0000"'
    case 'RFC822.SIZE':
      return `${text.length}`
  }
  const header = headerOf(text)
  const body = text.slice(header.length)
  if (item === 'ENVELOPE') return envelopeOf(header)
  if (item === 'BODY' || item === 'BODYSTRUCTURE') return structureOf(body)
  if (item === 'RFC822') return literal(text)
  if (item === 'RFC822.HEADER') return literal(header)
  if (item === 'RFC822.TEXT') return literal(body)
  const [, section, from = 0, length = text.length] = /^BODY(?:\.PEEK)?\[(.*)\](?:<(\d+)\.(\d+)>)?$/.exec(item) ?? []
  const whole = section === undefined ? undefined : sectionOf(section, { text, header, body })
  return whole === undefined ? undefined : literal(whole.slice(Number(from), Number(from) + Number(length)))
}

function sectionOf(section: string, { text, header, body }: Record<'text' | 'header' | 'body', string>) {
  if (section === '') return text
  if (section === 'HEADER') return header
  // each message is one part
  if (section === 'TEXT' || section === '1') return body
  const [, names] = /^HEADER\.FIELDS \((.*)\)$/.exec(section) ?? []
  return names === undefined ? undefined : fieldsOf(header, names.split(' '))
}

function literal(text: string): string {
  return `{${text.length}}\n${text.replaceAll('\r\n', '\n')}`
}

/** The fields with these names, and the line that ends the header. */
function fieldsOf(header: string, names: readonly string[]): string {
  const fields = header.slice(0, -2).match(/^\S.*\r\n(?:[ \t].*\r\n)*/gm) ?? []
  return `${fields.filter((field) => names.includes(field.split(':')[0]!.toUpperCase())).join('')}\r\n`
}

/** Whether a set such as `1:3,5,9:*` contains a number (RFC 9051, section 9, sequence-set). */
function contains(set: string, number: number, largest: number): boolean {
  return set.split(',').some((range) => {
    const ends = range.split(':').map((end) => (end === '*' ? largest : Number(end)))
    return Math.min(...ends) <= number && number <= Math.max(...ends)
  })
}
