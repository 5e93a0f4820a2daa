import { recordText } from './hello/record-text.ts'
import { leaveOut, RecordingBounds, type Unkept } from './recording-bounds.ts'
import { LoginWatch } from './redaction/logins.ts'
import { redacted, Redactor } from './redaction/redactor.ts'
import { shownEvents } from './shown-events.ts'
import type { Protocol } from './subject.ts'
import { RecordReader, startsLikeTls } from './wire/tls-records.ts'
import type { TlsFacts } from './wire/tls-session.ts'

/** Who sent it: C for the client, S for the server, as in the dialogues of the RFCs. */
export type Side = 'C' | 'S'

/** One thing that happened on a connection. `data` is what was sent; a note says what the bytes alone do not. */
export type RecordedEvent =
  | OpenEvent
  | BytesEvent
  | EndEvent
  | NoteEvent
  | TlsEvent
  | SessionEvent
  | SecretEvent
  | UnkeptEvent
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
export type BytesEvent = When & { layer: 'tcp' | 'plaintext'; data: Buffer; secured?: boolean }
export type NoteEvent = When & { layer: 'note'; text: string }
type TlsEvent = When & { layer: 'tls'; record: number; length: number }
/** a handshake that came out well, and what it settled */
type SessionEvent = When & { layer: 'session'; facts: TlsFacts }
/** a line of a key log (SSLKEYLOGFILE): whoever has it can read the session */
type SecretEvent = When & { layer: 'secret'; line: Buffer }
/** here more came of a layer than is kept */
export type UnkeptEvent = When & { layer: 'unkept'; unkept: Unkept }

type NewEvent = RecordedEvent extends infer E
  ? E extends unknown
    ? Omit<E, 'at' | 'connection' | 'side'>
    : never
  : never

interface RecordingOptions {
  /** whether the secrets of TLS sessions are recorded, too: passwords can be read with them */
  keepsSecrets?: boolean
}

/** What is sent in a login is a secret from this length on: shorter, it would be found everywhere. */
const leastSecret = 4

/** Who sends more of them makes them up. */
const mostHeard = 200

/**
 * Everything that one check did on the wire: time, connection, side and layer of each byte; what a peer sends without end is
 * counted, and not kept. Passwords that are named to it, and what a client sends to log in, never come out of it in the
 * dialogue.
 */
export class Recording {
  readonly keepsSecrets: boolean
  /** what happened here and what is included, in order */
  readonly #parts: Part[] = []
  #own: RecordedEvent[] = []
  readonly #redactor = new Redactor()
  readonly #logins = new Map<number, LoginWatch>()
  /** secrets that were sent in logins */
  #heard = 0
  readonly #included = new Set<Recording>()
  readonly #bounds = new RecordingBounds()
  /** when what was done for several checks began, by connection */
  readonly #earlier = new Map<number, number>()
  #start = performance.now()
  #connections = 0

  constructor({ keepsSecrets = false }: RecordingOptions = {}) {
    this.keepsSecrets = keepsSecrets
  }

  get events(): readonly RecordedEvent[] {
    return this.#parts.flatMap(({ events, count = events.length, behind }) => {
      const some = events.slice(0, count)
      return behind === 0 ? some : some.map((event) => ({ ...event, connection: event.connection + behind }))
    })
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
    const beyond = this.#bounds.beyond(connection, side, event)
    const when = { at: performance.now(), connection, side }
    if (!beyond) this.#add({ ...when, ...event })
    else if (beyond.isNew) this.#add({ ...when, layer: 'unkept', unkept: beyond.unkept })
    if (beyond || event.layer !== 'plaintext') return
    const watch = this.#logins.get(connection) ?? new LoginWatch()
    this.#logins.set(connection, watch)
    const secrets = watch.heard(side, event.data.toString('latin1'))
    for (const secret of secrets) if (secret.length >= leastSecret && this.#heard++ < mostHeard) this.hide(secret)
  }

  #add(event: RecordedEvent): void {
    if (this.#own.length === 0) this.#parts.push({ events: this.#own, behind: 0 })
    this.#own.push(event)
  }

  /** Takes in what another recording holds, once: its connections come behind those that are here already. */
  include(other: Recording): void {
    if (this.#included.has(other)) return
    this.#included.add(other)
    for (const { events, count = events.length, behind } of other.#parts) {
      this.#parts.push({ events, count, behind: behind + this.#connections })
    }
    this.#own = []
    for (let connection = 1; connection <= other.#connections; connection++) {
      const began = other.#beginning(connection)
      if (began < this.#start) this.#earlier.set(connection + this.#connections, began)
    }
    this.#connections += other.#connections
    this.#redactor.include(other.#redactor)
  }

  /** Names a password, or what is made of one: it is left out of the dialogue, however it is written there. */
  hide(secret: string): void {
    this.#redactor.hide(secret)
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
  lines(): ShownLine[] {
    const lines = []
    const byConnection = Map.groupBy(this.events, ({ connection }) => connection)
    for (let connection = 1; connection <= this.#connections; connection++) {
      const own = this.#shown(byConnection.get(connection) ?? []).flatMap((event) =>
        this.#textsOf(event).map((text) => ({ ...this.#placeOf(event), side: event.side, text })),
      )
      const some = leaveOut(own, (left, before) => ({ ...before, text: `<${left} lines are left out here>` }))
      for (const { at, side, text } of some) lines.push({ at, connection, text: ownText(`${side}: ${escape(text)}`) })
    }
    return lines
  }

  #textsOf(event: BytesEvent | NoteEvent): string[] {
    if (event.layer === 'note') return [`<${this.redact(event.text)}>`]
    const { data, side } = event
    const records = recordsOf(data, side)
    return records ? this.redact(records.join('\n')).split('\n') : linesOf(data, side)
  }

  /** What is shown of a connection, its texts without secrets: also without those that were cut in pieces over several writes. */
  #shown(all: readonly RecordedEvent[]): (BytesEvent | NoteEvent)[] {
    const events = shownEvents(all)
    for (const wanted of ['C', 'S'] as const) {
      const own = events
        .filter((event) => event.layer !== 'note')
        .filter(({ side, data }) => side === wanted && !isHandMade(data, side))
      const pieces = this.#redactor.redactPieces(own.map(({ data }) => data.toString('latin1')))
      for (const [i, event] of own.entries()) event.data = Buffer.from(pieces[i]!, 'latin1')
    }
    return events
  }

  #placeOf({ at, connection }: When): { at: number; connection: number } {
    return { at: at - this.#beginning(connection), connection }
  }

  #beginning(connection: number): number {
    return this.#earlier.get(connection) ?? this.#start
  }

  /** A text without the secrets that were named. */
  redact(text: string): string {
    return this.#redactor.redact(text)
  }
}

/**
 * Events by reference, since what was done for hundreds of checks is part of each: how many of them, if not all, and how many
 * connections stand before theirs.
 */
interface Part {
  events: readonly RecordedEvent[]
  count?: number
  behind: number
}

/** A line of a dialogue, the number of its connection, and its time in ms. */
interface ShownLine {
  at: number
  connection: number
  text: string
}

/** A copy: what is cut out of a longer text holds all of that in memory. */
function ownText(text: string): string {
  return Buffer.from(text).toString()
}

/** What begins with no text: records of a handshake that was made by hand. */
function recordsOf(data: Buffer, side: Side): string[] | undefined {
  if (!isHandMade(data, side)) return undefined
  if (!startsLikeTls(data)) return [`<an SSL 2 ClientHello: ${data.length} bytes>`]
  const shown = new RecordReader().read(data).flatMap((piece) => {
    if ('plaintext' in piece) return linesOf(piece.plaintext, side)
    const text = recordText(piece.record)
    return text ? [`<${text}>`] : []
  })
  return shown.length > 0 ? shown : [`<TLS records: ${data.length} bytes>`]
}

function isHandMade(data: Buffer, side: Side): boolean {
  return startsLikeTls(data) || (side === 'C' && data[0] === 0x80 && data[2] === 1)
}

/** One line for each write of the client, with inner line ends shown; one for each line of the server. */
function linesOf(data: Buffer, side: Side): string[] {
  const text = data.toString('latin1')
  // what a server says may look like a note of ours
  if (side === 'S')
    return text
      .replace(/\r?\n$/, '')
      .split(/\r?\n/)
      .map((line) => (line.startsWith(redacted) ? line : line.replace(/^</, '\\x3c')))
  if (/^[^\r\n]*\r\n$/.test(text)) return [text.slice(0, -2)]
  return [text.replaceAll('\r\n', '<CRLF>').replaceAll('\n', '<LF>') + (text.endsWith('\n') ? '' : '<no line end>')]
}

/** Control and non-ASCII characters as \xNN: what a server says may be hostile to the terminal that shows it. */
export function escape(text: string): string {
  const shortened = text.length > 1000 ? `${text.slice(0, 1000)}… (${text.length} characters)` : text
  return shortened.replace(/[^\x20-\x7e…]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
