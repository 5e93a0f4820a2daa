import { recordText } from './hello/record-text.ts'
import type { Protocol } from './subject.ts'
import { RecordReader, startsLikeTls } from './wire/tls-records.ts'
import type { TlsFacts } from './wire/tls-session.ts'

/** Who sent it: C for the client, S for the server, as in the dialogues of the RFCs. */
export type Side = 'C' | 'S'

/** One thing that happened on a connection. `data` is what was sent; a note says what the bytes alone do not. */
export type RecordedEvent = OpenEvent | BytesEvent | EndEvent | NoteEvent | TlsEvent | SessionEvent | SecretEvent
/** `at` is in ms, as `performance.now()` has it */
interface When {
  at: number
  connection: number
  side: Side
}
/** a TCP connection, as it stood when it was handed to us */
type OpenEvent = When & { layer: 'open' } & Opened
export interface Opened {
  client: SocketAddress
  server: SocketAddress
  /** what is spoken there, where that is known */
  protocol?: Protocol
}
/** an address is empty where the connection was gone before it could be asked for */
export interface SocketAddress {
  address: string
  port: number
}
/** the side's half of TCP has ended */
type EndEvent = When & { layer: 'end'; end: 'fin' | 'rst' }
/** `secured`: it came out of a running TLS session */
type BytesEvent = When & { layer: 'tcp' | 'plaintext'; data: Buffer; secured?: boolean }
type NoteEvent = When & { layer: 'note'; text: string }
type TlsEvent = When & { layer: 'tls'; record: number; length: number }
/** a handshake that came out well, and what it settled */
type SessionEvent = When & { layer: 'session'; facts: TlsFacts }
/** a line of a key log (SSLKEYLOGFILE): whoever has it can read the session */
type SecretEvent = When & { layer: 'secret'; line: Buffer }

type NewEvent = RecordedEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'at' | 'connection' | 'side'>
    : never
  : never

interface RecordingOptions {
  /** whether the secrets of TLS sessions are recorded, too: passwords can be read with them */
  keepsSecrets?: boolean
}

/**
 * Everything that one check did on the wire: time, connection, side and layer of each byte. Passwords that are named to it
 * never come out of it in the dialogue.
 */
export class Recording {
  readonly events: RecordedEvent[] = []
  readonly keepsSecrets: boolean
  readonly #hidden = new Set<string>()
  readonly #included = new Set<Recording>()
  /** when what was done for several checks began, by connection */
  readonly #earlier = new Map<number, number>()
  #start = performance.now()
  #connections = 0

  constructor({ keepsSecrets = false }: RecordingOptions = {}) {
    this.keepsSecrets = keepsSecrets
  }

  /** A new one that keeps what this one does: to be included in this one, or in several. */
  another(): Recording {
    return new Recording({ keepsSecrets: this.keepsSecrets })
  }

  /** Counts time from now on: what was waited for until now is no part of the check. */
  begin(): void {
    this.#start = performance.now()
  }

  get beganAt(): Date {
    return new Date(performance.timeOrigin + this.#start)
  }

  /** ms since it began */
  elapsed(): number {
    return performance.now() - this.#start
  }

  /** A number for one more connection, counted from 1. */
  nextConnection(): number {
    return ++this.#connections
  }

  add(connection: number, side: Side, event: NewEvent): void {
    this.events.push({ at: performance.now(), connection, side, ...event })
  }

  /** Takes in what another recording holds, once: its connections come behind those that are here already. */
  include(other: Recording): void {
    if (this.#included.has(other)) return
    this.#included.add(other)
    for (const event of other.events) this.events.push({ ...event, connection: event.connection + this.#connections })
    for (let connection = 1; connection <= other.#connections; connection++) {
      const began = other.#beginning(connection)
      if (began < this.#start) this.#earlier.set(connection + this.#connections, began)
    }
    this.#connections += other.#connections
    for (const secret of other.#hidden) this.#hidden.add(secret)
  }

  /** Names a password or SASL response: it is left out of the dialogue as it is, in base64, in hex and in URLs. */
  hide(secret: string): void {
    if (secret !== '') for (const form of formsOf(secret)) this.#hidden.add(form)
  }

  /** The dialogue as `C: …` and `S: …` lines, connection by connection, redacted and with control characters escaped. */
  dialogue(): string[] {
    return this.lines().map(({ text }) => text)
  }

  /** The TLS sessions that came to run, with times as `lines` has them. */
  sessions(): { at: number; connection: number; facts: TlsFacts }[] {
    return this.events.flatMap((event) =>
      event.layer === 'session' ? [{ ...this.#placeOf(event), facts: event.facts }] : [],
    )
  }

  /**
   * As `dialogue`, with the number of the connection of each line and its time in ms: since the check began, or where it was
   * done before, for several checks, since that began.
   */
  lines(): { at: number; connection: number; text: string }[] {
    const lines = []
    for (let connection = 1; connection <= this.#connections; connection++) {
      for (const event of joined(this.events.filter((each) => each.connection === connection))) {
        const { side } = event
        const texts =
          event.layer === 'note' ? [`<${event.text}>`] : (recordsOf(event.data, side) ?? linesOf(event.data, side))
        for (const text of texts) lines.push({ ...this.#placeOf(event), text: `${side}: ${escape(this.redact(text))}` })
      }
    }
    return lines
  }

  #placeOf({ at, connection }: When): { at: number; connection: number } {
    return { at: at - this.#beginning(connection), connection }
  }

  #beginning(connection: number): number {
    return this.#earlier.get(connection) ?? this.#start
  }

  /** A text without the secrets that were named. */
  redact(text: string): string {
    let redacted = text
    // longest first: a SASL response holds the password
    for (const secret of [...this.#hidden].toSorted((a, b) => b.length - a.length)) {
      redacted = redacted.replaceAll(secret, '<redacted>')
    }
    return redacted
  }
}

/** How a secret may look on the wire, and in a text that quotes the wire. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const latin1 = bytes.toString('latin1')
  return [
    secret,
    escape(secret),
    latin1,
    escape(latin1),
    // some servers quote what they do not understand in capitals, and some tools write URLs
    secret.toUpperCase(),
    secret.toLowerCase(),
    encodeURIComponent(secret.toWellFormed()),
    bytes.toString('base64'),
    hex,
    hex.toUpperCase(),
    ...insideBase64(bytes),
  ]
}

/** What a secret looks like within base64 of something longer, by where it stands there; not where that is too short to tell. */
function insideBase64(secret: Buffer): string[] {
  return [0, 1, 2]
    .map((before) => {
      const base64 = Buffer.concat([Buffer.alloc(before), secret]).toString('base64')
      return base64.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6))
    })
    .filter((core) => core.length >= 8)
}

/** A server's answers are read by line, wherever TCP cut them; a client's writes are kept, since their cuts are the attack. */
function joined(events: RecordedEvent[]): (BytesEvent | NoteEvent)[] {
  const shown: (NoteEvent | { event: BytesEvent; pieces: Buffer[] })[] = []
  for (const event of events) {
    if (event.layer !== 'plaintext' && event.layer !== 'note') continue
    const last = shown.at(-1)
    if (event.layer === 'note') shown.push(event)
    else if (last && 'pieces' in last && last.event.side === 'S' && event.side === 'S') last.pieces.push(event.data)
    else shown.push({ event, pieces: [event.data] })
  }
  return shown.map((each) => ('pieces' in each ? { ...each.event, data: Buffer.concat(each.pieces) } : each))
}

/** What begins with no text: records of a handshake that was made by hand. */
function recordsOf(data: Buffer, side: Side): string[] | undefined {
  if (data[0] === 0x80 && data[2] === 1) return [`<an SSL 2 ClientHello: ${data.length} bytes>`]
  if (!startsLikeTls(data)) return undefined
  const shown = new RecordReader().read(data).flatMap((piece) => {
    if ('plaintext' in piece) return linesOf(piece.plaintext, side)
    const text = recordText(piece.record)
    return text ? [`<${text}>`] : []
  })
  return shown.length > 0 ? shown : [`<TLS records: ${data.length} bytes>`]
}

/** One line for each write of the client, with inner line ends shown; one for each line of the server. */
function linesOf(data: Buffer, side: Side): string[] {
  const text = data.toString('latin1')
  // what a server says may look like a note of ours
  if (side === 'S')
    return text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line) => line.replace(/^</, '\\x3c'))
  if (/^[^\r\n]*\r\n$/.test(text)) return [text.slice(0, -2)]
  return [text.replaceAll('\r\n', '<CRLF>').replaceAll('\n', '<LF>') + (text.endsWith('\n') ? '' : '<no line end>')]
}

/** Control and non-ASCII characters as \xNN: what a server says may be hostile to the terminal that shows it. */
export function escape(text: string): string {
  const shortened = text.length > 1000 ? `${text.slice(0, 1000)}… (${text.length} characters)` : text
  return shortened.replace(/[^\x20-\x7e…]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
